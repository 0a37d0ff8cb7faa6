/**
 * A number with as many digits as count: three, or all of a whole number above.
 *
 * @param value The number, at least 0.
 * @returns The digits, with commas.
 */
export function shortNumber(value: number): string {
  return value >= 100
    ? Math.round(value).toLocaleString("en-US")
    : String(Number(value.toPrecision(3)));
}
