import type { Shape, Tensor } from "@descent/core";
import { ReshapedViews } from "../_reshaped_views.ts";
import type { BuildContext, BuiltLayer } from "../layer.ts";

/** Views examples under another shape, and their gradients under the first one. */
export class BuiltReshape implements BuiltLayer {
  readonly output: Shape;
  readonly parameters = [];
  readonly buffers = [];
  readonly #needsInputGradient: boolean;
  readonly #outputs: ReshapedViews;
  readonly #inputGradients: ReshapedViews;

  /** @param example The new shape of an example, of as many elements as it has in `input`. */
  constructor(
    [N, ...rest]: Shape,
    example: Shape,
    { needsInputGradient }: Pick<BuildContext, "needsInputGradient">,
  ) {
    this.output = [N, ...example];
    this.#needsInputGradient = needsInputGradient;
    this.#outputs = new ReshapedViews(example);
    this.#inputGradients = new ReshapedViews(rest);
  }

  forward(x: Tensor): Tensor {
    return this.#outputs.of(x);
  }

  backward(dy: Tensor): Tensor | undefined {
    return this.#needsInputGradient ? this.#inputGradients.of(dy) : undefined;
  }
}
