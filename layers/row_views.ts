import type { Tensor } from "@descent/core";

/** The first rows of a planned tensor, for each batch size that occurs: views are made once and kept. */
export class RowViews<T extends Tensor | Tensor<"i32"> = Tensor> {
  readonly #whole: T;
  readonly #views: T[] = [];

  constructor(whole: T) {
    this.#whole = whole;
  }

  /** A view of the first `count` rows. */
  first(count: number): T {
    if (count === this.#whole.shape[0]) return this.#whole;
    return this.#views[count] ??= this.#whole.rows(0, count) as T;
  }
}
