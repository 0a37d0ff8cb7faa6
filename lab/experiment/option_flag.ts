import { closestWord, type Flag } from "@descent/cli";
import type { Option, OptionTable, OptionValue } from "@descent/problems";

/**
 * Values of option flags: `undefined` where a flag was not given.
 *
 * @category Flags
 */
export type GivenOptions<Options> = { readonly [K in keyof Options]: Options[K] | undefined };

/**
 * The flag of an option, which reads as the option's table says.
 *
 * @category Flags
 * @param option The option.
 * @returns The flag; its value is `undefined` unless it is given, so that the option's own default holds.
 *
 * @example
 * ```ts
 * import { optionFlag } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const flag = optionFlag({ kind: "integers", default: [100], range: [1, 1000], doc: "Units." });
 * assertEquals([flag.read(["50,20"]), flag.read(["0"]), flag.shownDefault], [[50, 20], undefined, "100"]);
 * ```
 */
export function optionFlag(option: Option): Flag<OptionValue | undefined> {
  const { doc, quick } = option;
  return {
    doc,
    placeholder: placeholderOf(option),
    allowed: allowedOf(option),
    words: option.kind === "choice" || option.kind === "text" ? option.words ?? [] : [],
    repeatable: false,
    default: undefined,
    shownDefault: option.shownDefault ?? shown(option.default),
    ...(quick !== undefined && { quick }),
    read: ([text]) => readOption(option, text),
  };
}

/**
 * The flags of a table of options.
 *
 * @category Flags
 * @param table The options.
 * @returns A flag for each.
 *
 * @example
 * ```ts
 * import { optionFlags } from "@descent/lab";
 * import { IMAGE_DATA } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(optionFlags(IMAGE_DATA).dataset.shownDefault, "digits");
 * ```
 */
export function optionFlags<Options>(
  table: OptionTable<Options>,
): { readonly [K in keyof Options]: Flag<Options[K] | undefined> } {
  const flags = Object.entries<Option>(table as Readonly<Record<string, Option>>)
    .map(([name, option]) => [name, optionFlag(option)]);
  return Object.fromEntries(flags);
}

function placeholderOf(option: Option): string {
  switch (option.kind) {
    case "number":
    case "integer":
      return "<number>";
    case "integers":
      return "<numbers>";
    case "choice":
      return "<name>";
    case "text":
      return `<${option.placeholder}>`;
    case "switch":
      return "";
  }
}

function allowedOf(option: Option): string {
  switch (option.kind) {
    case "number":
      return `a number from ${option.range.join(" to ")}`;
    case "integer":
      return `a whole number from ${option.range.join(" to ")}`;
    case "integers":
      return `whole numbers from ${option.range.join(" to ")}, with commas between`;
    case "choice":
      return option.words.length < 2
        ? option.words.join("")
        : `${option.words.slice(0, -1).join(", ")} or ${option.words.at(-1)}`;
    case "text":
      return [...option.words ?? [], `a ${option.placeholder}`].join(", ").replace(
        /, (?=a )/,
        " or ",
      );
    case "switch":
      return "no value";
  }
}

function shown(value: OptionValue): string {
  return value === null || value === false ? "" : String(value);
}

function readOption(option: Option, text: string): OptionValue | undefined {
  switch (option.kind) {
    case "number":
    case "integer":
      return readNumber(option.range, option.kind === "integer", text);
    case "integers": {
      const numbers = text.split(",").map((part) => readNumber(option.range, true, part));
      return numbers.every((number) => number !== undefined) ? numbers : undefined;
    }
    case "choice":
      return option.words.find((word) => word === text);
    case "text":
      return text === "" || isSlip(text, option.words ?? []) ? undefined : text;
    case "switch":
      return true;
  }
}

function readNumber(
  [minimum, maximum]: readonly [number, number],
  isWhole: boolean,
  text: string,
): number | undefined {
  // Number("") is 0.
  const value = text.trim() === "" ? NaN : Number(text);
  const fits = value >= minimum && value <= maximum && (!isWhole || Number.isInteger(value));
  return fits ? value : undefined;
}

/** Whether a text is nearly a word, and could be no path but one in the working directory. */
function isSlip(text: string, words: readonly string[]): boolean {
  return !/[/\\.]/.test(text) && !words.includes(text) && closestWord(text, words) !== undefined;
}
