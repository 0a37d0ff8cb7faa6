const LOG_SQRT_TWO_PI = 0.9189385332046727;

/** The series' next term is below 1e-15 from here on. */
const STIRLING_FROM = 10;

/** `ln Γ(x)` for x above 0, by Stirling's series. */
export function logGamma(x: number): number {
  let product = 1;
  while (x < STIRLING_FROM) product *= x++;
  return (x - 0.5) * Math.log(x) - x + LOG_SQRT_TWO_PI + correction(x) - Math.log(product);
}

/** `ln B(a, b)` for both above 0. Large arguments are taken apart, whose logarithms would cancel. */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < STIRLING_FROM) return logGamma(small) + logGamma(large) - logGamma(small + large);
  const rest = correction(large) - correction(small + large) +
    (large - 0.5) * Math.log1p(-small / (small + large));
  return small < STIRLING_FROM
    ? logGamma(small) + rest + small - small * Math.log(small + large)
    : LOG_SQRT_TWO_PI - 0.5 * Math.log(large) + correction(small) + rest +
      (small - 0.5) * Math.log(small / (small + large));
}

function correction(x: number): number {
  const y = 1 / (x * x);
  const tail = y * (1 / 1260 - y * (1 / 1680 - y * (1 / 1188 - y * 691 / 360360)));
  return (1 / 12 - y * (1 / 360 - tail)) / x;
}
