import type { Flag, FlagOptions } from "./flag.ts";

/**
 * Options of {@linkcode numberFlag} and {@linkcode integerFlag}.
 *
 * @category Flags
 */
export interface NumberFlagOptions<D> extends FlagOptions<D> {
  /** The smallest allowed value. */
  readonly minimum: number;
  /** The largest allowed value. */
  readonly maximum: number;
  /** The value under `--quick`; absent: no other. */
  readonly quick?: number;
}

/**
 * A flag that takes a number.
 *
 * @category Flags
 * @param options Its documentation, default and range.
 * @returns The flag.
 *
 * @example
 * ```ts
 * import { numberFlag } from "@descent/cli";
 * import { assertEquals } from "@std/assert";
 *
 * const epochs = numberFlag({ doc: "How long.", default: 5, minimum: 0.01, maximum: 1000 });
 * assertEquals(epochs.read(["2.5"]), 2.5);
 * assertEquals(epochs.read(["0"]), undefined);
 * ```
 */
export function numberFlag<D extends number | undefined>(
  options: NumberFlagOptions<D>,
): Flag<number | D> {
  return numeric(options, "a number", Number.isFinite);
}

/**
 * A flag that takes a whole number.
 *
 * @category Flags
 * @param options Its documentation, default and range.
 * @returns The flag.
 *
 * @example
 * ```ts
 * import { integerFlag } from "@descent/cli";
 * import { assertEquals } from "@std/assert";
 *
 * const seeds = integerFlag({ doc: "How many seeds.", default: 5, minimum: 1, maximum: 100 });
 * assertEquals(seeds.allowed, "a whole number from 1 to 100");
 * assertEquals(seeds.read(["2.5"]), undefined);
 * ```
 */
export function integerFlag<D extends number | undefined>(
  options: NumberFlagOptions<D>,
): Flag<number | D> {
  return numeric(options, "a whole number", Number.isInteger);
}

function numeric<D extends number | undefined>(
  options: NumberFlagOptions<D>,
  kind: string,
  fits: (value: number) => boolean,
): Flag<number | D> {
  const { doc, minimum, maximum, quick, shownDefault } = options;
  return {
    doc,
    placeholder: "<number>",
    allowed: `${kind} from ${minimum} to ${maximum}`,
    words: [],
    repeatable: false,
    default: options.default,
    shownDefault: shownDefault ?? (options.default === undefined ? "" : String(options.default)),
    ...(quick !== undefined && { quick }),
    read([text]) {
      // Number("") is 0, and Number(" 1 ") is 1.
      const value = text.trim() === "" ? NaN : Number(text);
      return fits(value) && value >= minimum && value <= maximum ? value : undefined;
    },
  };
}
