import type { Shape, Tensor } from "@descent/core";

/** Tensors under another shape but for the batch: one view for each tensor, made once and kept. */
export class ReshapedViews {
  readonly #rest: Shape;
  readonly #views = new WeakMap<Tensor, Tensor>();

  /** @param rest The extents after the batch. */
  constructor(rest: Shape) {
    this.#rest = rest;
  }

  of(tensor: Tensor): Tensor {
    let view = this.#views.get(tensor);
    if (view === undefined) {
      view = tensor.reshape([tensor.shape[0], ...this.#rest]);
      this.#views.set(tensor, view);
    }
    return view;
  }
}
