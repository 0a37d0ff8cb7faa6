/**
 * A value of an option: plain data, which run records carry.
 *
 * @category Writing a problem
 */
export type OptionValue = number | string | boolean | readonly number[] | null;

/**
 * Values of options by their names.
 *
 * @category Writing a problem
 */
export type OptionValues = Readonly<Record<string, OptionValue>>;

/**
 * Fields of options of every kind.
 *
 * @category Writing a problem
 */
export interface OptionBase<T> {
  /** The value when nothing else is said; `null` where the option may be left open. */
  readonly default: T;
  /** One sentence for help and documentation. */
  readonly doc: string;
  /** The default in words, where the value does not say it. */
  readonly shownDefault?: string;
  /** The value for a short run that shows how it works; absent: no other. */
  readonly quick?: T;
}

/**
 * A number within a range.
 *
 * @category Writing a problem
 */
export interface NumberOption<T extends number | null = number | null> extends OptionBase<T> {
  /** Which kind. */
  readonly kind: "number" | "integer";
  /** Smallest and largest value that is accepted, both included. */
  readonly range: readonly [minimum: number, maximum: number];
}

/**
 * Whole numbers within a range, any number of them.
 *
 * @category Writing a problem
 */
export interface IntegersOption extends OptionBase<readonly number[]> {
  /** Which kind. */
  readonly kind: "integers";
  /** Smallest and largest value of each. */
  readonly range: readonly [minimum: number, maximum: number];
}

/**
 * One of some words.
 *
 * @category Writing a problem
 */
export interface ChoiceOption<T extends string = string> extends OptionBase<T> {
  /** Which kind. */
  readonly kind: "choice";
  /** The words. */
  readonly words: readonly T[];
}

/**
 * Any text, such as a path.
 *
 * @category Writing a problem
 */
export interface TextOption<T extends string | null = string | null> extends OptionBase<T> {
  /** Which kind. */
  readonly kind: "text";
  /** The word for the value in help: `"file"`. */
  readonly placeholder: string;
  /** Texts that are known by name; what is nearly one of them is taken for a slip. Default none. */
  readonly words?: readonly string[];
}

/**
 * On or off.
 *
 * @category Writing a problem
 */
export interface SwitchOption extends OptionBase<boolean> {
  /** Which kind. */
  readonly kind: "switch";
}

/**
 * An option of any kind.
 *
 * @category Writing a problem
 */
export type Option = NumberOption | IntegersOption | ChoiceOption | TextOption | SwitchOption;

/**
 * The options that can hold a value of a type.
 *
 * @category Writing a problem
 */
export type OptionOf<T> = [T] extends [boolean] ? SwitchOption
  : [T] extends [readonly number[]] ? IntegersOption
  : [T] extends [number] ? NumberOption<number>
  : [T] extends [number | null] ? NumberOption
  : [T] extends [string] ? ChoiceOption | TextOption<string>
  : [T] extends [string | null] ? TextOption
  : Option;

/**
 * A table of options by camelCase name: the one source of defaults, validation, help, flags and columns.
 *
 * @category Writing a problem
 */
export type OptionTable<Options> = { readonly [K in keyof Options]: OptionOf<Options[K]> };
