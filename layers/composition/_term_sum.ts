import type { PointwiseKernel, Tensor } from "@descent/core";
import { numbered, sumRule } from "./_branch_rules.ts";

/** Adds tensors up that lie elsewhere at each step, without allocating. */
export class TermSum {
  readonly #names: readonly string[];
  readonly #kernel: PointwiseKernel<string, never>;

  /**
   * @param count How many tensors.
   * @param standIn Any tensor of their element type, to plan with.
   * @param isRectified Whether negative sums become 0.
   */
  constructor(count: number, standIn: Tensor, isRectified = false) {
    this.#names = numbered("term", count);
    this.#kernel = sumRule(count, isRectified).bind(
      Object.fromEntries(["y", ...this.#names].map((name) => [name, standIn])),
    );
  }

  /** Stores the sum in y, which may be one of the terms. */
  run(terms: readonly Tensor[], y: Tensor): Tensor {
    this.#kernel.rebind("y", y);
    for (let i = 0; i < terms.length; i++) this.#kernel.rebind(this.#names[i], terms[i]);
    this.#kernel.run();
    return y;
  }
}
