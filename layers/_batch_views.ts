import { type Shape, sizeOf, type Tensor } from "@descent/core";

/** Tensors under another shape, whose first extent follows from the size: one view for each, made once and kept. */
export class BatchViews {
  readonly #rest: Shape;
  readonly #views = new WeakMap<Tensor, Tensor>();

  constructor(rest: Shape) {
    this.#rest = rest;
  }

  of(tensor: Tensor): Tensor {
    let view = this.#views.get(tensor);
    if (view === undefined) {
      view = tensor.reshape([tensor.size / sizeOf(this.#rest), ...this.#rest]);
      this.#views.set(tensor, view);
    }
    return view;
  }
}
