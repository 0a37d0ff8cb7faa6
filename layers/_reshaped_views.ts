import type { Shape, Tensor } from "@descent/core";

/** Tensors under another shape but for the batch: one view for each tensor, made once and kept. */
export class ReshapedViews {
  readonly #rest: Shape;
  readonly #rows: number;
  readonly #views = new WeakMap<Tensor, Tensor>();

  /**
   * @param rest The extents after the batch.
   * @param rows Rows of the view for each example; default 1.
   */
  constructor(rest: Shape, rows = 1) {
    this.#rest = rest;
    this.#rows = rows;
  }

  of(tensor: Tensor): Tensor {
    let view = this.#views.get(tensor);
    if (view === undefined) {
      view = tensor.reshape([tensor.shape[0] * this.#rows, ...this.#rest]);
      this.#views.set(tensor, view);
    }
    return view;
  }
}
