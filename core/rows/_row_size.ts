import type { Tensor } from "../memory/tensor.ts";

/** Number of elements of one row, what a tensor has along its first axis. */
export function rowSize({ shape }: Tensor): number {
  let size = 1;
  for (let axis = 1; axis < shape.length; axis++) size *= shape[axis];
  return size;
}
