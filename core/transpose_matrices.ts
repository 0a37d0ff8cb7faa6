import { formatShape } from "./types/shape.ts";
import type { Tensor } from "./memory/tensor.ts";

/**
 * The matrices of a batch transposed: `y[n, b, a] = x[n, a, b]`.
 *
 * @param x The matrices, shape [N, A, B].
 * @param y Receives their transposes, shape [N, B, A]; not the memory of `x`.
 * @returns `y`.
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example Two columns become two rows
 * ```ts
 * import { createEngine, transposeMatrices } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const x = arena.from([1, 2, 3, 4, 5, 6], [1, 3, 2]);
 * assertEquals([...transposeMatrices(x, arena.tensor([1, 2, 3])).data], [1, 3, 5, 2, 4, 6]);
 * ```
 */
export function transposeMatrices<T extends Tensor>(x: T, y: T): T {
  const [N, A, B] = x.shape;
  const fits = x.shape.length === 3 && y.shape.length === 3 && y.shape[0] === N &&
    y.shape[1] === B && y.shape[2] === A && x.dtype === y.dtype;
  if (!fits) {
    throw new TypeError(
      `transposeMatrices: expected [N, A, B] and [N, B, A] of one element type, got ${x.dtype} ${
        formatShape(x.shape)
      } and ${y.dtype} ${formatShape(y.shape)}; check the extents`,
    );
  }
  const { exchangeAxes } = x.engine.kernels[x.dtype];
  const bytes = A * B * x.data.BYTES_PER_ELEMENT;
  for (let n = 0; n < N; n++) {
    exchangeAxes(0, A, B, 1, x.pointer + n * bytes, 1, B, y.pointer + n * bytes, 1, A);
  }
  return y;
}
