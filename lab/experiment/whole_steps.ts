/**
 * Whole numbers at equal distances, as nearly as they can be, such as depths of a network.
 *
 * @category Experiments
 * @param lowest The first, a whole number.
 * @param highest The last, a whole number above the first.
 * @param count How many, a whole number from 2 to as many as there are.
 * @returns The numbers, first to last.
 * @throws {RangeError} When an argument is out of its range.
 *
 * @example Depths from 2 to 10
 * ```ts
 * import { wholeSteps } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(wholeSteps(2, 10, 5), [2, 4, 6, 8, 10]);
 * assertEquals(wholeSteps(2, 10, 2), [2, 10]);
 * ```
 */
export function wholeSteps(lowest: number, highest: number, count: number): number[] {
  const span = highest - lowest;
  const isWhole = [lowest, highest, count].every(Number.isInteger);
  if (!(isWhole && span >= 1 && count >= 2 && count <= span + 1)) {
    throw new RangeError(
      `wholeSteps: expected whole ends and a whole count from 2 to all between them, got ${lowest} to ${highest} ` +
        `in ${count}; ask for fewer`,
    );
  }
  return Array.from(
    { length: count },
    (_, index) => lowest + Math.round(span * index / (count - 1)),
  );
}
