import type { DType } from "../types/dtype.ts";
import type { Criterion } from "./comparison.ts";
import { type GoldenArray, type GoldenCase, isGoldenArray } from "./golden_case.ts";

/**
 * Thrown for a setting of a case that the library, or its check, does not have.
 *
 * @category Testing
 */
export class NotSupportedError extends Error {
  /**
   * A refusal with its reason.
   *
   * @param reason The setting that is not supported: `param 'dilation' = 2`.
   */
  constructor(reason: string) {
    super(reason);
    this.name = "NotSupportedError";
  }
}

/** Entries of a tolerance that are words about the others. */
const toleranceWords = ["definition", "metric", "stated"];

/**
 * Reads a case and remembers what was read, so that nothing in it is ignored without being said.
 *
 * @category Testing
 *
 * @example A setting that nobody asked for is found
 * ```ts
 * import { CaseReader } from "@descent/core/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const reader = new CaseReader({
 *   name: "pool",
 *   kind: "maxpool2d",
 *   params: { kernel_size: 2, dilation: 3 },
 *   inputs: {},
 *   expected: {},
 *   tolerance: {},
 * });
 * assertEquals(reader.number("kernel_size"), 2);
 * assertEquals(reader.unread(), ["param 'dilation' = 3"]);
 * ```
 */
export class CaseReader {
  /** The case. */
  readonly golden: GoldenCase;
  readonly #dtype: DType | undefined;
  readonly #read = new Set<string>();

  /**
   * Begins to read a case.
   *
   * @param golden The case.
   * @param dtype Element type that it is computed in; default the `dtype` of its tolerance, or else `"f64"`.
   */
  constructor(golden: GoldenCase, dtype?: DType) {
    this.golden = golden;
    this.#dtype = dtype;
  }

  /** Element type to compute in; one that the library lacks is not supported. */
  get dtype(): DType {
    this.#read.add("tolerance 'dtype'");
    if (this.#dtype !== undefined) return this.#dtype;
    const { dtype = "f64" } = this.golden.tolerance;
    if (dtype === "f32" || dtype === "f64") return dtype;
    throw new NotSupportedError(`tolerance 'dtype' = ${JSON.stringify(dtype)}`);
  }

  /**
   * A number among the params.
   *
   * @param name Its name.
   * @param fallback Value when it is not given; default none: it must be given.
   * @returns The number.
   */
  number(name: string, fallback?: number): number {
    const value = this.#param(name, fallback);
    return typeof value === "number" ? value : this.#refuse(name, value);
  }

  /**
   * One number for both axes of an image or one for each, among the params.
   *
   * @param name Its name.
   * @param fallback Value when it is not given; default none: it must be given.
   * @returns Height and width.
   */
  pair(name: string, fallback?: number): readonly [number, number] {
    const value = this.#param(name, fallback);
    if (typeof value === "number") return [value, value];
    const isPair = Array.isArray(value) && value.length === 2 &&
      value.every((each) => typeof each === "number");
    return isPair ? [value[0], value[1]] : this.#refuse(name, value);
  }

  /**
   * A list of numbers among the params.
   *
   * @param name Its name.
   * @param fallback Value when it is not given; default none: it must be given.
   * @returns The numbers.
   */
  numbers(name: string, fallback?: readonly number[]): readonly number[] {
    const value = this.#param(name, fallback);
    const isList = Array.isArray(value) && value.every((each) => typeof each === "number");
    return isList ? value as number[] : this.#refuse(name, value);
  }

  /**
   * True or false among the params.
   *
   * @param name Its name.
   * @param fallback Value when it is not given; default none: it must be given.
   * @returns The value.
   */
  flag(name: string, fallback?: boolean): boolean {
    const value = this.#param(name, fallback);
    return typeof value === "boolean" ? value : this.#refuse(name, value);
  }

  /**
   * One of some values among the params; any other is not supported.
   *
   * @param name Its name.
   * @param choices The values.
   * @param fallback Value when it is not given; default none: it must be given.
   * @returns The value.
   */
  choice<T extends string | number | boolean | null>(
    name: string,
    choices: readonly T[],
    fallback?: T,
  ): T {
    const value = this.#param(name, fallback);
    return choices.includes(value as T) ? value as T : this.#refuse(name, value);
  }

  /**
   * Whether a param is given.
   *
   * @param name Its name.
   * @returns Whether it is there.
   */
  hasParam(name: string): boolean {
    return Object.hasOwn(this.golden.params, name);
  }

  /**
   * Whether a param is given as a text.
   *
   * @param name Its name.
   * @returns Whether it is there and a text.
   */
  hasText(name: string): boolean {
    return typeof this.golden.params[name] === "string";
  }

  /**
   * A text among the params.
   *
   * @param name Its name.
   * @returns The text.
   */
  text(name: string): string {
    const value = this.#param(name);
    return typeof value === "string" ? value : this.#refuse(name, value);
  }

  /**
   * An array among the inputs.
   *
   * @param name Its name.
   * @returns The array.
   */
  input(name: string): GoldenArray {
    this.#read.add(`input '${name}'`);
    const { inputs } = this.golden;
    return Object.hasOwn(inputs, name) ? inputs[name] : this.#missing(`an input '${name}'`);
  }

  /**
   * An array among what is expected.
   *
   * @param name Its name.
   * @returns The array.
   */
  expectedArray(name: string): GoldenArray {
    const value = this.#expected(name);
    return isGoldenArray(value) ? value : this.#missing(`an array '${name}' in expected`);
  }

  /**
   * A number among what is expected.
   *
   * @param name Its name.
   * @returns The number.
   */
  expectedNumber(name: string): number {
    const value = this.#expected(name);
    return typeof value === "number" ? value : this.#missing(`a number '${name}' in expected`);
  }

  /**
   * Whether something is expected.
   *
   * @param name Its name.
   * @returns Whether it is there.
   */
  expects(name: string): boolean {
    return Object.hasOwn(this.golden.expected, name);
  }

  /**
   * A number of the tolerance.
   *
   * @param name Its name.
   * @returns The number.
   */
  toleranceOf(name: string): number {
    this.#read.add(`tolerance '${name}'`);
    const value = this.golden.tolerance[name];
    return typeof value === "number" ? value : this.#missing(`a number '${name}' in tolerance`);
  }

  /**
   * A group of numbers of the tolerance.
   *
   * @param name Its name.
   * @returns The numbers by name.
   */
  toleranceGroup(name: string): Readonly<Record<string, number>> {
    this.#read.add(`tolerance '${name}'`);
    const value = this.golden.tolerance[name];
    return typeof value === "object" && value !== null
      ? value as Readonly<Record<string, number>>
      : this.#missing(`a group '${name}' in tolerance`);
  }

  /**
   * `|a − b| ≤ atol + rtol |b|` with both numbers from the tolerance, where a part that is not given is 0.
   *
   * @param prefix Beginning of their names, such as `out_full_`; default none.
   * @returns The criterion.
   */
  closeness(prefix = ""): Criterion {
    const { tolerance } = this.golden;
    const part = (name: string) => Object.hasOwn(tolerance, name) ? this.toleranceOf(name) : 0;
    if (!Object.hasOwn(tolerance, `${prefix}atol`)) this.toleranceOf(`${prefix}rtol`);
    return { kind: "close", rtol: part(`${prefix}rtol`), atol: part(`${prefix}atol`) };
  }

  /**
   * Marks what needs no answer: figures about how the case was made, and other libraries' results.
   *
   * @param names Names of params, inputs, entries of what is expected and of the tolerance.
   */
  skip(...names: readonly string[]): void {
    for (const name of names) {
      for (const where of ["param", "input", "expected", "tolerance"]) {
        this.#read.add(`${where} '${name}'`);
      }
    }
  }

  /**
   * Entries that were not read.
   *
   * @returns Each entry in words; none when the whole case was taken into account.
   */
  unread(): string[] {
    const { params, inputs, expected, tolerance } = this.golden;
    const numeric = Object.keys(tolerance).filter((name) => !toleranceWords.includes(name));
    const found = [
      ...Object.keys(params).map((
        name,
      ) => [`param '${name}'`, ` = ${JSON.stringify(params[name])}`]),
      ...Object.keys(inputs).map((name) => [`input '${name}'`, ""]),
      ...Object.keys(expected).map((name) => [`expected '${name}'`, ""]),
      ...numeric.map((name) => [`tolerance '${name}'`, ""]),
    ];
    return found.filter(([key]) => !this.#read.has(key)).map(([key, value]) => key + value);
  }

  #param(name: string, fallback?: unknown): unknown {
    this.#read.add(`param '${name}'`);
    const { params } = this.golden;
    if (Object.hasOwn(params, name)) return params[name];
    return fallback === undefined ? this.#missing(`a param '${name}'`) : fallback;
  }

  #expected(name: string): unknown {
    this.#read.add(`expected '${name}'`);
    return this.golden.expected[name];
  }

  #refuse(name: string, value: unknown): never {
    throw new NotSupportedError(`param '${name}' = ${JSON.stringify(value)}`);
  }

  #missing(what: string): never {
    throw new SyntaxError(
      `Golden case '${this.golden.name}' of kind ${this.golden.kind}: expected ${what}, got none; check the file`,
    );
  }
}
