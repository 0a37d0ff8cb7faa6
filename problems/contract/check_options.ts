import { givenOptions } from "@descent/core";
import type { Option, OptionTable, OptionValue, OptionValues } from "./option.ts";

/**
 * Completes and checks values of options by their table.
 *
 * @category Writing a problem
 * @param owner Whose options they are, for messages: `"two-layer"`.
 * @param table The table.
 * @param given Values that differ from the defaults; `undefined` counts as not given.
 * @returns A value for every option of the table.
 * @throws {TypeError} When an option is unknown or a value is of the wrong kind.
 * @throws {RangeError} When a value is out of its range or not among its words.
 *
 * @example
 * ```ts
 * import { checkOptions } from "@descent/problems";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const table = { hidden: { kind: "integer", default: 100, range: [1, 1000], doc: "Units." } } as const;
 * assertEquals(checkOptions("net", table, {}), { hidden: 100 });
 * assertThrows(() => checkOptions("net", table, { hidden: 0 }), RangeError, "from 1 to 1000, got 0");
 * ```
 */
export function checkOptions<Options extends { readonly [K in keyof Options]: OptionValue }>(
  owner: string,
  table: OptionTable<Options>,
  given: Readonly<Record<string, OptionValue | undefined>>,
): Options {
  const options = table as Readonly<Record<string, Option>>;
  for (const name of Object.keys(givenOptions(owner, given))) {
    if (Object.hasOwn(options, name)) continue;
    const names = Object.keys(options);
    throw new TypeError(
      `${owner}: expected ${
        names.length === 0 ? "no option" : `options among ${names.join(", ")}`
      }, got '${name}'; drop it`,
    );
  }
  const values: Record<string, OptionValue> = {};
  for (const [name, option] of Object.entries(options)) {
    const value = Object.hasOwn(given ?? {}, name) ? given[name] : undefined;
    values[name] = value === undefined ? option.default : checked(owner, name, option, value);
  }
  return values as OptionValues as Options;
}

function checked(owner: string, name: string, option: Option, value: OptionValue): OptionValue {
  if (value === null && option.default === null) return value;
  const wanted = wantedOf(option);
  if (!isOfKind(option, value)) {
    throw new TypeError(`${owner}: expected ${name} to be ${wanted}, got ${JSON.stringify(value)}`);
  }
  if (!isInRange(option, value)) {
    throw new RangeError(
      `${owner}: expected ${name} to be ${wanted}, got ${JSON.stringify(value)}`,
    );
  }
  return value;
}

function wantedOf(option: Option): string {
  switch (option.kind) {
    case "number":
      return `a number from ${option.range.join(" to ")}`;
    case "integer":
      return `a whole number from ${option.range.join(" to ")}`;
    case "integers":
      return `whole numbers, each from ${option.range.join(" to ")}`;
    case "choice":
      return `one of ${option.words.join(", ")}`;
    case "text":
      return `a ${option.placeholder}`;
    case "switch":
      return "true or false";
  }
}

function isOfKind({ kind }: Option, value: OptionValue): boolean {
  switch (kind) {
    case "number":
    case "integer":
      return typeof value === "number";
    case "integers":
      return Array.isArray(value) && value.every((each) => typeof each === "number");
    case "choice":
    case "text":
      return typeof value === "string";
    case "switch":
      return typeof value === "boolean";
  }
}

function isInRange(option: Option, value: OptionValue): boolean {
  switch (option.kind) {
    case "number":
    case "integer":
    case "integers": {
      const [minimum, maximum] = option.range;
      const isWhole = option.kind !== "number";
      return [value].flat().every((each) =>
        typeof each === "number" && each >= minimum && each <= maximum &&
        (!isWhole || Number.isInteger(each))
      );
    }
    case "choice":
      return option.words.includes(value as string);
    case "text":
      return value !== "";
    case "switch":
      return true;
  }
}
