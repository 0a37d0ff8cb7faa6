/**
 * The extents of a tensor, outermost first; `[]` is a scalar with one element.
 *
 * @category Tensors
 */
export type Shape = readonly number[];

/**
 * The number of elements of a tensor of this shape: the product of its extents.
 *
 * @category Tensors
 * @param shape Extents, each a whole number of at least 0.
 * @returns The product; 1 for a scalar, 0 when an extent is 0.
 *
 * @example Count the elements of a batch of images
 * ```ts
 * import { sizeOf } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sizeOf([2, 1, 28, 28]), 1568);
 * ```
 */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

/**
 * A shape as messages print it.
 *
 * @category Tensors
 * @param shape Extents, outermost first; a string stands for an extent that is free.
 * @returns The extents in brackets.
 *
 * @example Print a shape whose batch is free
 * ```ts
 * import { formatShape } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(formatShape(["N", 784]), "[N, 784]");
 * ```
 */
export function formatShape(shape: readonly (number | string)[]): string {
  return `[${Array.from(shape, String).join(", ")}]`;
}

/**
 * Whether two shapes are the same.
 *
 * @category Tensors
 * @param a One shape.
 * @param b The other shape.
 * @returns True when both have the same extents in the same order.
 *
 * @example A row is not a column
 * ```ts
 * import { sameShape } from "@descent/core";
 * import { assert } from "@std/assert";
 *
 * assert(!sameShape([1, 3], [3, 1]));
 * ```
 */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((extent, axis) => extent === b[axis]);
}

/**
 * Checks that a shape can be allocated.
 *
 * @category Tensors
 * @param operation Who asks, for the message.
 * @param shape Extents to check.
 * @throws {RangeError} When an extent is negative or no whole number.
 *
 * @example A fractional extent
 * ```ts
 * import { checkShape } from "@descent/core";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => checkShape("Arena.tensor", [2.5]), RangeError);
 * ```
 */
export function checkShape(operation: string, shape: Shape): void {
  const isList = Array.isArray(shape);
  if (isList && shape.every((extent) => Number.isSafeInteger(extent) && extent >= 0)) return;
  throw new RangeError(
    `${operation}: expected extents that are whole numbers of at least 0, got ${
      isList ? formatShape(shape) : shape
    }; round the extents or check the layer that computed them`,
  );
}
