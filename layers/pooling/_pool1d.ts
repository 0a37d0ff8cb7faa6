import { perAxis, type Shape, type Tensor } from "@descent/core";
import { layerLabel, requireImages } from "../_require.ts";
import { ReshapedViews } from "../_reshaped_views.ts";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";
import type { Pool1dOptions } from "./pool1d_options.ts";
import type { Pool2dOptions } from "./pool2d_options.ts";

/** The window of a pooling of sequences as one of images of one row. */
export function windowOfRow(
  { kernel, stride = kernel, padding = 0, ...rest }: Pool1dOptions,
): Pool2dOptions {
  const sides = padding === "same" ? padding : perAxis(padding);
  return {
    ...rest,
    kernel: [1, kernel],
    stride: [1, stride],
    padding: sides === "same" ? sides : [0, 0, sides[0], sides[1]],
  };
}

/** A pooling of sequences by one of images of one row; `title` is its name in messages. */
export function pool1d(title: string, images: Layer): Layer {
  return {
    kind: title[0].toLowerCase() + title.slice(1),
    name: images.name,
    build: (input, context) => new BuiltPool1d(title, images, input, context),
  };
}

class BuiltPool1d implements BuiltLayer {
  readonly output: Shape;
  readonly parameters = [];
  readonly buffers = [];
  readonly keepsOutputGradient = true;
  readonly #rows: BuiltLayer;
  readonly #inputs: ReshapedViews;
  readonly #outputs: ReshapedViews;
  readonly #outputGradients: ReshapedViews;
  readonly #inputGradients: ReshapedViews;

  constructor(title: string, images: Layer, input: Shape, context: BuildContext) {
    requireImages(layerLabel(title, context.path), "[N, C, W]", input);
    const [N, C, W] = input;
    this.#rows = images.build([N, C, 1, W], context);
    const OW = this.#rows.output[3];
    this.output = [N, C, OW];
    this.#inputs = new ReshapedViews([C, 1, W]);
    this.#outputs = new ReshapedViews([C, OW]);
    this.#outputGradients = new ReshapedViews([C, 1, OW]);
    this.#inputGradients = new ReshapedViews([C, W]);
  }

  forward(x: Tensor): Tensor {
    return this.#outputs.of(this.#rows.forward(this.#inputs.of(x), "eval"));
  }

  backward(dy: Tensor): Tensor | undefined {
    const dx = this.#rows.backward(this.#outputGradients.of(dy));
    return dx === undefined ? undefined : this.#inputGradients.of(dx);
  }
}
