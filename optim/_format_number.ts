/**
 * A number as help text and messages print it: short, with an exponent where zeros would have to be counted.
 *
 * @param value Any number.
 * @returns Such as `0.001`, `1e-8`, `1e9`.
 */
export function formatNumber(value: number): string {
  const magnitude = Math.abs(value);
  const plain = value === 0 || !Number.isFinite(value) || (magnitude >= 1e-3 && magnitude < 1e5);
  return plain ? String(value) : value.toExponential().replace("e+", "e");
}
