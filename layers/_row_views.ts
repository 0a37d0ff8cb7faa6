import type { Tensor } from "@descent/core";

/** The first rows of a planned tensor, for each batch size that occurs: views are made once and kept. */
export class RowViews {
  readonly #whole: Tensor;
  readonly #views: Tensor[] = [];

  constructor(whole: Tensor) {
    this.#whole = whole;
  }

  /** A view of the first `count` rows. */
  first(count: number): Tensor {
    if (count === this.#whole.shape[0]) return this.#whole;
    return this.#views[count] ??= this.#whole.rows(0, count);
  }
}
