import type { Tensor } from "@descent/core";

/**
 * The first rows of a planned tensor, one view for each batch size that occurs, made once and kept: a layer gives its
 * output for batches of any size without allocating in the training loop.
 *
 * @category Writing a layer
 *
 * @example A batch of two of at most three
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { RowViews } from "@descent/layers";
 * import { assertEquals, assertStrictEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const outputs = new RowViews(arena.tensor([3, 5]));
 * assertEquals(outputs.first(2).shape, [2, 5]);
 * assertStrictEquals(outputs.first(2), outputs.first(2));
 * ```
 */
export class RowViews<T extends Tensor | Tensor<"i32"> = Tensor> {
  readonly #whole: T;
  readonly #views: T[] = [];

  /**
   * Views of a tensor.
   *
   * @param whole The tensor of the largest batch, [N, ...].
   */
  constructor(whole: T) {
    this.#whole = whole;
  }

  /**
   * The view of a batch.
   *
   * @param count Rows, from 0 to N.
   * @returns The first rows, shape [count, ...], in the same memory; the tensor itself when they are all.
   * @throws {RangeError} When the tensor has fewer rows.
   */
  first(count: number): T {
    if (count === this.#whole.shape[0]) return this.#whole;
    return this.#views[count] ??= this.#whole.rows(0, count) as T;
  }
}
