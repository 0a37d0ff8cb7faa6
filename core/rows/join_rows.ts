import { formatShape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";
import { rowSize } from "./_row_size.ts";

/**
 * Rows of several tensors side by side: `out[n] = [parts[0][n], parts[1][n], …]` (concatenation over channels).
 *
 * @param parts The tensors to join, shapes [N, ...].
 * @param out Receives the rows, shape [N, ...] with as many elements for each n as the parts have together.
 * @returns `out`.
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example A column and two more
 * ```ts
 * import { createEngine, joinRows } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const parts = [arena.from([1, 2], [2, 1]), arena.from([3, 4, 5, 6], [2, 2])];
 * assertEquals([...joinRows(parts, arena.tensor([2, 3])).data], [1, 3, 4, 2, 5, 6]);
 * ```
 */
export function joinRows<T extends Tensor>(parts: readonly T[], out: T): T {
  requirePartsOf("joinRows", out, parts);
  const N = out.shape[0], bytes = out.data.BYTES_PER_ELEMENT;
  const stride = rowSize(out) * bytes;
  let to = out.pointer;
  for (let i = 0; i < parts.length; i++) {
    const part = rowSize(parts[i]) * bytes;
    out.engine.kernels.shared.copyRows(N, part, parts[i].pointer, part, to, stride);
    to += part;
  }
  return out;
}

/**
 * Cuts rows into those of several tensors: `[parts[0][n], parts[1][n], …] = x[n]`, the reverse of {@linkcode joinRows}.
 *
 * @param x The tensor to split, shape [N, ...].
 * @param parts Receive the pieces, shapes [N, ...] with as many elements for each n together as x has.
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example The first column and the others
 * ```ts
 * import { createEngine, splitRows } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const parts = [arena.tensor([2, 1]), arena.tensor([2, 2])];
 * splitRows(arena.from([1, 3, 4, 2, 5, 6], [2, 3]), parts);
 * assertEquals(parts.map(({ data }) => [...data]), [[1, 2], [3, 4, 5, 6]]);
 * ```
 */
export function splitRows<T extends Tensor>(x: T, parts: readonly T[]): void {
  requirePartsOf("splitRows", x, parts);
  const N = x.shape[0], bytes = x.data.BYTES_PER_ELEMENT;
  const stride = rowSize(x) * bytes;
  let from = x.pointer;
  for (let i = 0; i < parts.length; i++) {
    const part = rowSize(parts[i]) * bytes;
    x.engine.kernels.shared.copyRows(N, part, from, stride, parts[i].pointer, part);
    from += part;
  }
}

function requirePartsOf(operation: string, whole: Tensor, parts: readonly Tensor[]): void {
  let missing = whole.shape.length === 0 ? NaN : rowSize(whole);
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    const fits = part.dtype === whole.dtype && part.shape[0] === whole.shape[0];
    missing = fits ? missing - rowSize(part) : NaN;
  }
  if (missing === 0) return;
  throw new TypeError(
    `${operation}: expected parts [N, ...] that fill the rows of ${whole.dtype} ${
      formatShape(whole.shape)
    } together, got ${
      parts.map(({ dtype, shape }) => `${dtype} ${formatShape(shape)}`).join(", ") || "none"
    }; check the extents`,
  );
}
