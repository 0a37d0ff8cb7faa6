/**
 * Round numbers that divide a range: multiples of 1, 2 or 5 times a power of ten.
 *
 * @param low The range's lower end.
 * @param high Its upper end, at least the lower one.
 * @param most How many there are at most, 2 or more.
 * @returns The numbers within the range, rising; one where both ends are the same.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { niceTicks } from "./nice_ticks.ts";
 *
 * assertEquals(niceTicks(0.183, 0.3, 4), [0.2, 0.25, 0.3]);
 * ```
 */
export function niceTicks(low: number, high: number, most: number): number[] {
  if (!(high > low)) return [low];
  const power = Math.floor(Math.log10((high - low) / most));
  for (const [digit, exponent] of [[1, 0], [2, 0], [5, 0], [1, 1], [2, 1], [5, 1]]) {
    const ticks = multiples(low, high, digit, power + exponent);
    if (ticks.length <= most) return ticks;
  }
  return [];
}

/** The multiples of `digit * 10 ** power` in a range, as their decimals are written. */
function multiples(low: number, high: number, digit: number, power: number): number[] {
  const step = Number(`${digit}e${power}`);
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, index) => Number(`${(first + index) * digit}e${power}`));
}
