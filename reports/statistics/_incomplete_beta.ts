import { logBeta } from "./_log_gamma.ts";

const TINY = 1e-300;
const MOST_TERMS = 100_000;

/**
 * The regularized incomplete beta function `I_x(a, b)`, by the continued fraction of Didonato and Morris as Lentz
 * evaluates it. `y` is `1 - x`, given so that neither loses digits beside the other.
 */
export function incompleteBeta(x: number, y: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(y, x, b, a);
  const logX = y < 0.5 ? Math.log1p(-y) : Math.log(x);
  const logY = x < 0.5 ? Math.log1p(-x) : Math.log(y);
  let d = 1 / away(1 - (a + b) * x / (a + 1));
  let c = 1;
  let value = d;
  for (let m = 1; m <= MOST_TERMS; m++) {
    const even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    value *= c * d;
    const odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < Number.EPSILON) break;
  }
  return value * Math.exp(a * logX + b * logY - logBeta(a, b)) / a;
}

/** Not 0, by which the fraction would be divided. */
function away(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
