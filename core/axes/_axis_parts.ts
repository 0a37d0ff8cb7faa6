import { formatShape, type Shape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";

/** Throws unless a tensor has this axis. */
export function requireAxis(operation: string, x: Tensor, axis: number): void {
  if (Number.isSafeInteger(axis) && axis >= 0 && axis < x.shape.length) return;
  throw new RangeError(
    `${operation}: expected an axis of ${formatShape(x.shape)} from 0 to ${
      x.shape.length - 1
    }, got ${axis}; count from the outermost`,
  );
}

/** The product of the extents `from` to `to`, exclusive: loops allocate nothing. */
export function productOf(shape: Shape, from: number, to: number): number {
  let product = 1;
  for (let axis = from; axis < to; axis++) product *= shape[axis];
  return product;
}

/** Whether two tensors have one element type and, but for one axis, one shape. */
export function differInAxisAlone(a: Tensor, b: Tensor, axis: number): boolean {
  if (a.dtype !== b.dtype || a.shape.length !== b.shape.length) return false;
  for (let other = 0; other < a.shape.length; other++) {
    if (other !== axis && a.shape[other] !== b.shape[other]) return false;
  }
  return true;
}
