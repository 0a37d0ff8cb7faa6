/** The best rate is at an edge when it is within this part of the window, in logarithms. */
const EDGE_PART = 0.1;

/** Lowest and highest learning rate. */
export type RateWindow = readonly [lowest: number, highest: number];

/** On which side of the window a rate is at its edge. */
export function edgeOf(rate: number, [lowest, highest]: RateWindow): "low" | "high" | null {
  const width = Math.log(highest / lowest);
  if (!(width > 0)) return null;
  const share = Math.log(rate / lowest) / width;
  // Rounded rates at a tenth exactly are inside or not by chance of their last digit.
  if (share < EDGE_PART + 1e-9) return "low";
  return share > 1 - EDGE_PART - 1e-9 ? "high" : null;
}

/** Rates beyond an edge, at the ratio of the two that are next to it; none beyond the range. */
export function ratesBeyond(
  rates: readonly number[],
  side: "low" | "high",
  count: number,
  [minimum, maximum]: RateWindow,
): number[] {
  const ordered = side === "high"
    ? rates.toSorted((a, b) => b - a)
    : rates.toSorted((a, b) => a - b);
  const [edge, next] = ordered;
  return Array.from({ length: count }, (_, index) => short(edge * (edge / next) ** (index + 1)))
    .filter((rate) => rate >= minimum && rate <= maximum && rate > 0);
}

/** The rates halfway, in logarithms, between one and its neighbours. */
export function ratesBetween(rates: readonly number[], rate: number): number[] {
  const below = Math.max(...rates.filter((other) => other < rate));
  const above = Math.min(...rates.filter((other) => other > rate));
  return [below, above].filter((other) => Number.isFinite(other) && other > 0)
    .map((other) => short(Math.sqrt(rate * other)))
    .filter((between) => !rates.includes(between));
}

function short(rate: number): number {
  return Number(rate.toPrecision(3));
}
