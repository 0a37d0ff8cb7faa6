/** Values that JavaScript lets through where a number, a text or a list is wanted. */
const spoilt: readonly (readonly [how: string, value: unknown])[] = [
  ["undefined", undefined],
  ["null", null],
  ["NaN", NaN],
  ["-1", -1],
  ["a text", "text"],
];

/**
 * Tries a factory with each option undefined, null, NaN, negative and a text, as a caller without a type checker may
 * give it.
 *
 * A value is to be refused in the usual sentence, "expected …, got …", or, when it is of the kind of the valid one or
 * undefined, may be taken.
 *
 * @param make Makes something of options.
 * @param valid Options that it takes.
 * @returns A sentence for each value that was taken though it is of another kind, or refused in other words.
 *
 * @example A factory that refuses, and one that does not
 * ```ts
 * import { optionFaults } from "@descent/core/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const refuses = ({ size }: { size?: unknown }) => {
 *   if (!Number.isFinite(size)) throw new RangeError(`expected size to be finite, got ${size}`);
 * };
 * assertEquals(optionFaults(refuses, { size: 3 }), []);
 * assertEquals(optionFaults(({ size }: { size?: unknown }) => size, { size: 3 }), [
 *   "size: null was taken",
 *   "size: NaN was taken",
 *   "size: a text was taken",
 * ]);
 * ```
 */
export function optionFaults(
  make: (options: never) => unknown,
  valid: Readonly<Record<string, unknown>>,
): string[] {
  // It is given what its types forbid.
  const call = make as (options: unknown) => unknown;
  call(valid);
  return Object.entries(valid).flatMap(([option, right]) =>
    spoilt.flatMap(([how, value]) => {
      try {
        call({ ...valid, [option]: value });
      } catch (error) {
        const { message } = error as Error;
        return /expected .*got /s.test(message) ? [] : [`${option}: ${how} gave: ${message}`];
      }
      // Of an option that is left out nothing is known but that it is neither null nor NaN.
      const isOfItsKind = right === undefined ? value !== null : typeof value === typeof right;
      const mayBeTaken = value === undefined || (isOfItsKind && !Number.isNaN(value));
      return mayBeTaken ? [] : [`${option}: ${how} was taken`];
    })
  );
}
