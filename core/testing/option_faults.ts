/** Values that JavaScript lets through where a number, a text or a list is wanted. */
const spoilt: readonly (readonly [how: string, value: unknown])[] = [
  ["undefined", undefined],
  ["null", null],
  ["NaN", NaN],
  ["-1", -1],
  ["a text", "text"],
];

/**
 * Settings of {@linkcode optionFaults}.
 *
 * @category Testing
 */
export interface OptionFaultsSettings {
  /** Options that may be any text; default those called `name` and `title`. Every other text is one of few words. */
  readonly texts?: readonly string[];
}

/**
 * Tries a factory with each option undefined, null, NaN, negative and an unknown word, with no options at all and with
 * null in their place, as a caller without a type checker may.
 *
 * A value is to be refused in the usual sentence, "expected …, got …", or, when it is of the kind of the valid one or
 * undefined, may be taken. Options may be left out where all have defaults; null is refused.
 *
 * @category Testing
 * @param make Makes something of options.
 * @param valid Options that it takes.
 * @param settings Which options are free texts, see {@linkcode OptionFaultsSettings}.
 * @returns A sentence for each value that was taken though it is of another kind, or refused in other words.
 *
 * @example A factory that refuses, and one that does not
 * ```ts
 * import { givenOptions } from "@descent/core";
 * import { optionFaults } from "@descent/core/testing";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const refuses = (options: { size?: unknown } = {}) => {
 *   const { size } = givenOptions("refuses", options);
 *   if (!Number.isFinite(size)) throw new RangeError(`expected size to be finite, got ${size}`);
 * };
 * assertEquals(optionFaults(refuses, { size: 3 }), []);
 * const [first, ...rest] = optionFaults(({ size }: { size?: unknown } = {}) => size, { size: 3 });
 * assert(first.startsWith("null in place of options gave: "));
 * assertEquals(rest, [
 *   "size: null was taken",
 *   "size: NaN was taken",
 *   "size: a text was taken",
 * ]);
 * ```
 */
export function optionFaults(
  make: (options: never) => unknown,
  valid: Readonly<Record<string, unknown>>,
  { texts = ["name", "title"] }: OptionFaultsSettings = {},
): string[] {
  const trials = optionTrials(make, valid, texts);
  trials.call(valid);
  return trials.list.flatMap(({ what, value, mayBeTaken }) => {
    try {
      trials.call(value);
    } catch (error) {
      return faultOfRefusal(what, error);
    }
    return mayBeTaken ? [] : [`${what} was taken`];
  });
}

/**
 * As {@linkcode optionFaults}, for a factory that gives a promise.
 *
 * @category Testing
 * @param make Makes something of options.
 * @param valid Options that it takes.
 * @param settings Which options are free texts.
 * @returns A sentence for each value that was taken though it is of another kind, or refused in other words.
 *
 * @example
 * ```ts
 * import { asyncOptionFaults } from "@descent/core/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const load = (options: { count: number }) => Promise.resolve(options.count);
 * const [first] = await asyncOptionFaults(load, { count: 3 });
 * assertEquals(first, "no options gave: Cannot read properties of undefined (reading 'count')");
 * ```
 */
export async function asyncOptionFaults(
  make: (options: never) => Promise<unknown>,
  valid: Readonly<Record<string, unknown>>,
  { texts = ["name", "title"] }: OptionFaultsSettings = {},
): Promise<string[]> {
  const trials = optionTrials(make, valid, texts);
  await trials.call(valid);
  const faults: string[] = [];
  for (const { what, value, mayBeTaken } of trials.list) {
    try {
      await trials.call(value);
      if (!mayBeTaken) faults.push(`${what} was taken`);
    } catch (error) {
      faults.push(...faultOfRefusal(what, error));
    }
  }
  return faults;
}

interface OptionTrial {
  readonly what: string;
  /** The argument of the factory. */
  readonly value: unknown;
  readonly mayBeTaken: boolean;
}

function optionTrials<Made>(
  make: (options: never) => Made,
  valid: Readonly<Record<string, unknown>>,
  texts: readonly string[],
) {
  const list: OptionTrial[] = [
    { what: "no options", value: undefined, mayBeTaken: true },
    { what: "null in place of options", value: null, mayBeTaken: false },
  ];
  for (const [option, right] of Object.entries(valid)) {
    for (const [how, value] of spoilt) {
      // Of an option that is left out or null little is known: NaN it is never.
      const isOfItsKind = right === null || right === undefined
        ? value !== null || right === null
        : typeof value === typeof right && (typeof value !== "string" || texts.includes(option));
      const mayBeTaken = value === undefined || (isOfItsKind && !Number.isNaN(value));
      list.push({ what: `${option}: ${how}`, value: { ...valid, [option]: value }, mayBeTaken });
    }
  }
  // It is given what its types forbid.
  return { list, call: make as (options: unknown) => Made };
}

function faultOfRefusal(what: string, error: unknown): string[] {
  const { message } = error as Error;
  return /expected .*got /s.test(message) ? [] : [`${what} gave: ${message}`];
}
