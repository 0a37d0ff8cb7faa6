// @ts-types="@types/minimist"
import minimist from "minimist";

type Names<T extends string> = T | readonly T[];

/** Names that the type checker can tell apart; those of a plain `string[]` stay `unknown`. */
type Known<T extends string> = string extends T ? never : T;

/** Which flags {@linkcode parseArgs} knows, and how it reads them. */
export interface ParseOptions<
  TBooleans extends string = string,
  TStrings extends string = string,
  TCollectable extends string = string,
  TNegatable extends string = string,
  TDefaults extends Record<string, unknown> = Record<string, unknown>,
> {
  /** Whether what follows `--` goes to `result["--"]` and not to `result._`; default false. */
  "--"?: boolean;
  /** Other names of a flag. */
  alias?: Readonly<Record<string, string | readonly string[]>>;
  /** Flags without a value; false where they are absent. */
  boolean?: Names<TBooleans>;
  /** The values of absent flags. */
  default?: TDefaults;
  /** Whether everything after the first argument that is no flag goes to `_` unread. */
  stopEarly?: boolean;
  /** Flags whose value stays a string, even where it looks like a number. */
  string?: Names<TStrings>;
  /** Flags that may be repeated and give a list; of others the last one counts. */
  collect?: Names<TCollectable>;
  /** Flags that `--no-<flag>` sets to false. */
  negatable?: Names<TNegatable>;
  /** Sees each argument that no other option names; one for which it returns false is dropped. */
  unknown?: (arg: string) => unknown;
}

type Value<TName extends string, TKind, TCollectable, TNegatable> =
  | (TName extends TCollectable ? TKind[] : TKind)
  | (TName extends TNegatable ? false : never);

type Optional<TName extends string, TCollectable, TDefaults> = TName extends TCollectable ? never
  : TName extends keyof TDefaults ? never
  : TName;

type Strings<TStrings extends string, TCollectable, TNegatable, TDefaults> =
  & {
    [K in Optional<TStrings, TCollectable, TDefaults>]?: Value<K, string, TCollectable, TNegatable>;
  }
  & {
    [K in Exclude<TStrings, Optional<TStrings, TCollectable, TDefaults>>]:
      | Value<K, string, TCollectable, TNegatable>
      | (K extends keyof TDefaults ? TDefaults[K] : never);
  };

type Booleans<TBooleans extends string, TDefaults> = {
  [K in TBooleans]: boolean | (K extends keyof TDefaults ? TDefaults[K] : never);
};

type Others<TCollectable extends string, TDefaults, TDeclared extends string> =
  & { [K in Exclude<Known<TCollectable>, TDeclared>]?: unknown[] }
  & { [K in Exclude<keyof TDefaults, TDeclared | TCollectable>]: unknown };

/** The arguments that {@linkcode parseArgs} read. */
export type Args<
  TFlags extends Record<string, unknown> = Record<string, unknown>,
  TDoubleDash = boolean,
> =
  & Record<string, unknown>
  & TFlags
  & {
    /** The arguments that belong to no flag. */
    _: (string | number)[];
  }
  & (TDoubleDash extends true ? { "--": string[] } : unknown);

/**
 * Reads command line arguments: `--name value`, `--name=value`, `-n value`, `-abc`. A value that
 * looks like a number becomes one unless its flag is listed in `string`.
 *
 * Two corners differ from the real package: `--name=` gives an empty value here and the flag `name=`
 * there, and a lone `-` may be a value here.
 */
export function parseArgs<
  TBooleans extends string = never,
  TStrings extends string = never,
  TCollectable extends string = never,
  TNegatable extends string = never,
  TDefaults extends Record<string, unknown> = Record<never, never>,
  TDoubleDash extends boolean = false,
>(
  args: string[],
  options?:
    & ParseOptions<TBooleans, TStrings, TCollectable, TNegatable, TDefaults>
    & { "--"?: TDoubleDash },
): Args<
  & Strings<Known<TStrings>, TCollectable, TNegatable, TDefaults>
  & Booleans<Known<TBooleans>, TDefaults>
  & Others<TCollectable, TDefaults, TStrings | TBooleans>,
  TDoubleDash
>;
export function parseArgs(args: string[], options: ParseOptions = {}): Args {
  const { alias = {}, default: defaults = {}, stopEarly = false, unknown } = options;
  const strings = listed(options.string);
  const negatable = withAliases(listed(options.negatable), alias);
  const collected = withAliases(listed(options.collect), alias);
  const parsed = minimist(hideNames(args, negatable), {
    alias: alias as Record<string, string | string[]>,
    boolean: listed(options.boolean).map(hideInherited),
    default: defaults,
    "--": options["--"] ?? false,
    stopEarly,
    string: strings.map(hideInherited),
    ...(unknown && { unknown: (arg: string) => unknown(showName(arg)) !== false }),
  });
  const result: Args = { _: parsed._.map(showName) };
  if (parsed["--"]) result["--"] = parsed["--"];
  for (const [hidden, value] of Object.entries<unknown>(parsed)) {
    if (hidden === "_" || hidden === "--") continue;
    const name = showName(hidden);
    const isDefault = Array.isArray(value) && Object.values(defaults).includes(value);
    // minimist makes a list of any flag that is repeated.
    const values = Array.isArray(value) ? value : [value];
    result[name] = isDefault || value === false
      ? value
      : collected.has(name)
      ? values
      : values.at(-1);
  }
  for (const name of withAliases(strings, alias)) {
    if (collected.has(name) && !Object.hasOwn(result, name)) result[name] = [];
  }
  return result;
}

function listed(names: Names<string> | undefined): readonly string[] {
  return typeof names === "string" ? [names] : names ?? [];
}

function withAliases(
  names: readonly string[],
  alias: NonNullable<ParseOptions["alias"]>,
): Set<string> {
  const groups = Object.entries(alias).map(([name, others]) => [name, ...listed(others)]);
  return new Set(names.flatMap((name) => groups.find((group) => group.includes(name)) ?? [name]));
}

const HIDDEN = "--\0no-";

/**
 * minimist negates any flag, and looks names up in objects, where it finds `constructor` too; a prefix makes it read
 * `--no-name` as the flag `no-name` and `--constructor` as any other.
 */
function hideNames(args: readonly string[], negatable: ReadonlySet<string>): string[] {
  const end = args.indexOf("--");
  return args.map((arg, index) => {
    if (end >= 0 && index > end) return arg;
    if (arg.startsWith("--no-") && !negatable.has(arg.slice(5))) return HIDDEN + arg.slice(5);
    return arg.startsWith("--") ? `--${hideInherited(arg.slice(2))}` : arg;
  });
}

function hideInherited(flag: string): string {
  const [name] = /^[^=.]*/.exec(flag)!;
  return name in Object.prototype ? `\0${flag}` : flag;
}

function showName<T>(text: T): T | string {
  return typeof text === "string" ? text.replace("\0", "") : text;
}
