/**
 * An array of a golden file: flat, row-major.
 *
 * @category Testing
 */
export interface GoldenArray {
  /** Extents, outermost first; `[]` for a number. */
  readonly shape: readonly number[];
  /** As many numbers as the shape says. */
  readonly data: readonly number[];
}

/**
 * One known answer of a golden file; its params, inputs and expected values depend on its kind.
 *
 * @category Testing
 */
export interface GoldenCase {
  /** Name, unique in its file. */
  readonly name: string;
  /** Computation: `conv2d`, `optimizer`. */
  readonly kind: string;
  /** Settings of the computation. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Arrays that go in. */
  readonly inputs: Readonly<Record<string, GoldenArray>>;
  /** Expected values: arrays, numbers, and figures about them. */
  readonly expected: Readonly<Record<string, unknown>>;
  /** Tolerance of the comparison. */
  readonly tolerance: Readonly<Record<string, unknown>>;
}

/**
 * Whether a value is an array of a golden file, with as many numbers as its shape says.
 *
 * @category Testing
 * @param value Anything.
 * @returns Whether it is one.
 *
 * @example A number is no array
 * ```ts
 * import { isGoldenArray } from "@descent/core/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const values = [{ shape: [2], data: [5, 6] }, { shape: [3], data: [5, 6] }, 5];
 * assertEquals(values.map(isGoldenArray), [true, false, false]);
 * ```
 */
export function isGoldenArray(value: unknown): value is GoldenArray {
  const { shape, data } = (value ?? {}) as { readonly shape?: unknown; readonly data?: unknown };
  return isNumbers(shape) && shape.every((extent) => Number.isInteger(extent) && extent >= 0) &&
    isNumbers(data) && data.length === shape.reduce((size, extent) => size * extent, 1);
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((each) => typeof each === "number");
}
