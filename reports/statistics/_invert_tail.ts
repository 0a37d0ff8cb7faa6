/** A distribution that is symmetric about 0, above it. */
export interface SymmetricTail {
  /** `P(X ≥ x)` for x from 0. */
  readonly tail: (x: number) => number;
  /** `P(|X| ≤ x)`, which keeps digits where the tail is nearly a half. */
  readonly central: (x: number) => number;
  /** The density. */
  readonly density: (x: number) => number;
}

/** The x from 0 whose tail is `q`, from 0 to a half; `central` is `1 - 2 q`. Newton's method in log x, kept in a bracket. */
export function invertTail(
  { tail, central, density }: SymmetricTail,
  q: number,
  middle: number,
): number {
  if (middle <= 0) return 0;
  if (q <= 0) return Infinity;
  const byTail = middle > 0.5;
  const excess = byTail
    ? (x: number) => Math.log(q) - Math.log(tail(x))
    : (x: number) => Math.log(central(x)) - Math.log(middle);
  let high = 1;
  while (excess(high) < 0) high *= 2;
  let low = high / 2;
  while (excess(low) > 0) low /= 2;
  let x = Math.sqrt(low * high);
  for (let iteration = 0; iteration < 200; iteration++) {
    const value = excess(x);
    if (value === 0) return x;
    if (value > 0) high = x;
    else low = x;
    const slope = byTail ? density(x) / tail(x) : 2 * density(x) / central(x);
    let next = x * Math.exp(-value / (slope * x));
    if (!(next > low && next < high)) next = Math.sqrt(low * high);
    if (Math.abs(next - x) <= 2 * Number.EPSILON * x) return next;
    x = next;
  }
  return x;
}
