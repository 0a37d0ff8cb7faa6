import { formatShape, type Tensor } from "@descent/core";

/**
 * Makes the columns of a square matrix orthonormal in their order, the Q of its QR decomposition with a positive diagonal of
 * R, by Gram and Schmidt's modified method, repeated where digits are lost.
 *
 * A column that depends on those before it becomes some direction that none of them has. It allocates nothing.
 *
 * @param columns The matrix [n, n] in f64 with column after column, which is its transpose; afterwards Q, likewise.
 * @category Writing an optimizer
 * @throws {TypeError} When it is not square or not f64.
 *
 * @example Two columns
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { orthonormalize } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const columns = arena.from([2, 0, 5, 3], [2, 2], "f64");
 * orthonormalize(columns);
 * assertEquals([...columns.data], [1, 0, 0, 1]);
 * ```
 */
export function orthonormalize(columns: Tensor<"f64">): void {
  const { shape, dtype, engine, pointer } = columns, n = shape[0];
  if (shape.length !== 2 || shape[1] !== n || dtype !== "f64") {
    throw new TypeError(
      `orthonormalize: expected a square matrix of f64, got ${
        formatShape(shape)
      } of ${dtype}; copy it into one`,
    );
  }
  engine.kernels.shared.orthonormalize(n, pointer, engine.workspaces[0]);
}
