const numbers: Readonly<Record<string, number>> = { Infinity, "-Infinity": -Infinity, NaN };

/**
 * The numbers that JSON lacks, in place of the strings that stand for them in golden files: `"Infinity"`,
 * `"-Infinity"` and `"NaN"`.
 *
 * @category Testing
 * @param value Anything that JSON holds.
 * @returns The same with numbers in place of these strings, at any depth; other strings stay.
 *
 * @example A masked score
 * ```ts
 * import { reviveNumbers } from "@descent/core/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const logits = { shape: [2], data: ["-Infinity", 3] };
 * assertEquals(reviveNumbers(logits), { shape: [2], data: [-Infinity, 3] });
 * ```
 */
export function reviveNumbers(value: unknown): unknown {
  if (typeof value === "string") return Object.hasOwn(numbers, value) ? numbers[value] : value;
  if (Array.isArray(value)) return value.map(reviveNumbers);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, reviveNumbers(each)]),
  );
}
