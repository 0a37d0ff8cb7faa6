/** The function along a line: its value at a length, and the slope there once it has been evaluated. */
export interface Line {
  evaluate(length: number): number;
  slope(): number;
}

/** The point that {@linkcode strongWolfe} begins from. */
export interface LineStart {
  /** First length that is tried. */
  readonly length: number;
  /** Value at length 0. */
  readonly value: number;
  /** Slope at length 0, below 0. */
  readonly slope: number;
  /** Largest component of the direction, by size. */
  readonly largest: number;
  readonly c1: number;
  readonly c2: number;
}

const mostEvaluations = 25;
const leastChange = 1e-9;

/** Lengths, values and slopes at the two ends of a bracket; reused by every search. */
const lengths = new Float64Array(2), values = new Float64Array(2), slopes = new Float64Array(2);

/**
 * A length that meets the strong Wolfe conditions, `f(t) ≤ f(0) + c₁·t·f'(0)` and `|f'(t)| ≤ c₂·|f'(0)|`, by PyTorch's search:
 * cubic interpolation, first outward, then within a bracket. The length of the lowest value, where 25 evaluations find none.
 *
 * Reference: Nocedal and Wright, "Numerical optimization", 2006, algorithms 3.5 and 3.6.
 */
export function strongWolfe(line: Line, start: LineStart): number {
  const { value: first, slope: firstSlope, c1, c2 } = start;
  let length = start.length, value = line.evaluate(length), slope = line.slope();
  let lastLength = 0, lastValue = first, lastSlope = firstSlope, rounds = 0;
  for (; rounds < mostEvaluations; rounds++) {
    const rises = value > first + c1 * length * firstSlope || (rounds > 1 && value >= lastValue);
    if (!rises && Math.abs(slope) <= -c2 * firstSlope) return length;
    if (rises || slope >= 0 || Number.isNaN(value)) break;
    const least = length + 0.01 * (length - lastLength), most = length * 10;
    const next = interpolate(
      ...[lastLength, lastValue, lastSlope, length, value, slope] as const,
      ...[least, most] as const,
    );
    [lastLength, lastValue, lastSlope, length] = [length, value, slope, next];
    value = line.evaluate(length);
    slope = line.slope();
  }
  const isOut = rounds === mostEvaluations;
  set(0, isOut ? 0 : lastLength, isOut ? first : lastValue, isOut ? firstSlope : lastSlope);
  set(1, length, value, slope);
  let low = values[0] <= values[1] ? 0 : 1, isSlow = false;
  for (; rounds < mostEvaluations; rounds++) {
    const [left, right] = [Math.min(lengths[0], lengths[1]), Math.max(lengths[0], lengths[1])];
    if ((right - left) * start.largest < leastChange) break;
    length = interpolate(
      ...[lengths[0], values[0], slopes[0], lengths[1], values[1], slopes[1]] as const,
      ...[left, right] as const,
    );
    const margin = 0.1 * (right - left);
    if (Math.min(right - length, length - left) < margin) {
      if (isSlow || length >= right || length <= left) {
        length = Math.abs(length - right) < Math.abs(length - left)
          ? right - margin
          : left + margin;
        isSlow = false;
      } else isSlow = true;
    } else isSlow = false;
    value = line.evaluate(length);
    slope = line.slope();
    if (!(value <= first + c1 * length * firstSlope) || value >= values[low]) {
      set(1 - low, length, value, slope);
      low = values[0] <= values[1] ? 0 : 1;
      continue;
    }
    if (Math.abs(slope) <= -c2 * firstSlope) return length;
    if (slope * (lengths[1 - low] - lengths[low]) >= 0) {
      set(1 - low, lengths[low], values[low], slopes[low]);
    }
    set(low, length, value, slope);
  }
  return lengths[low];
}

function set(end: number, length: number, value: number, slope: number): void {
  lengths[end] = length;
  // A value that is no number is worse than any.
  values[end] = Number.isNaN(value) ? Infinity : value;
  slopes[end] = slope;
}

/** The minimum of the cubic with two values and slopes, within bounds; their middle where it has none. */
function interpolate(
  x1: number,
  f1: number,
  g1: number,
  x2: number,
  f2: number,
  g2: number,
  least: number,
  most: number,
): number {
  const d1 = g1 + g2 - 3 * (f1 - f2) / (x1 - x2), square = d1 * d1 - g1 * g2;
  if (!(square >= 0 && square < Infinity)) return (least + most) / 2;
  const d2 = Math.sqrt(square);
  const at = x1 <= x2
    ? x2 - (x2 - x1) * ((g2 + d2 - d1) / (g2 - g1 + 2 * d2))
    : x1 - (x1 - x2) * ((g1 + d2 - d1) / (g1 - g2 + 2 * d2));
  return Math.min(Math.max(at, least), most);
}
