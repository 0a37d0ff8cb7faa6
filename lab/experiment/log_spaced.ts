/**
 * Numbers at equal ratios, to three significant digits, so that they can be read and typed.
 *
 * @category Search
 * @param lowest The first, above 0.
 * @param highest The last, above 0.
 * @param count How many, a whole number of at least 2.
 * @returns The numbers, first to last.
 * @throws {RangeError} When an argument is out of its range.
 *
 * @example Two in each decade
 * ```ts
 * import { logSpaced } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(logSpaced(1e-3, 1e-1, 5), [0.001, 0.00316, 0.01, 0.0316, 0.1]);
 * ```
 */
export function logSpaced(lowest: number, highest: number, count: number): number[] {
  if (!(lowest > 0 && highest > 0 && Number.isInteger(count) && count >= 2)) {
    throw new RangeError(
      `logSpaced: expected ends above 0 and a whole count of at least 2, got ${lowest} to ${highest} in ${count}; ` +
        "logarithms have no zero",
    );
  }
  return Array.from(
    { length: count },
    (_, index) => Number((lowest * (highest / lowest) ** (index / (count - 1))).toPrecision(3)),
  );
}
