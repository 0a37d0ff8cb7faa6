import { formatShape, sameShape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";

/** Throws unless tensors have one shape [..., K] and one element type; gives the number of rows and K. */
export function checkRows(
  operation: string,
  first: Tensor,
  ...others: readonly Tensor[]
): { readonly rows: number; readonly K: number } {
  const fits = first.shape.length > 0 &&
    others.every(({ shape, dtype }) => sameShape(shape, first.shape) && dtype === first.dtype);
  if (!fits) {
    const all = [first, ...others].map(({ dtype, shape }) => `${dtype} ${formatShape(shape)}`);
    throw new TypeError(
      `${operation}: expected tensors of one shape [..., K] and one element type, got ${
        all.join(", ")
      }; allocate them alike`,
    );
  }
  const K = first.shape[first.shape.length - 1];
  return { rows: K === 0 ? 0 : first.size / K, K };
}
