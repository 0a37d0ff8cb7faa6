/**
 * The largest relative error between two gradients: `max |a − n| / max(1e-8, |a| + |n|)`.
 *
 * @category Checking
 * @param analytic The gradient of the backward pass.
 * @param numeric The gradient by central differences, of the same length.
 * @returns At least 0; Infinity when an element of either is not finite, so that a NaN never passes a bound.
 * @throws {TypeError} When the lengths differ.
 *
 * @example A wrong sign is an error of 1
 * ```ts
 * import { relativeError } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(relativeError([1, 2], [1, -2]), 1);
 * ```
 */
export function relativeError(analytic: ArrayLike<number>, numeric: ArrayLike<number>): number {
  if (analytic.length !== numeric.length) {
    throw new TypeError(
      `relativeError: expected gradients of one length, got ${analytic.length} and ${numeric.length}; compare gradients of the same tensor`,
    );
  }
  let largest = 0;
  for (let i = 0; i < analytic.length; i++) {
    const a = analytic[i], n = numeric[i];
    if (!Number.isFinite(a) || !Number.isFinite(n)) return Infinity;
    largest = Math.max(largest, Math.abs(a - n) / Math.max(1e-8, Math.abs(a) + Math.abs(n)));
  }
  return largest;
}
