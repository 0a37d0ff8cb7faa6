import {
  type AveragePooling,
  checkWindow,
  type MaximumPooling,
  type PoolingOptions,
  type Shape,
  type Tensor,
} from "@descent/core";
import { layerLabel, requireImages } from "../_require.ts";
import { RowViews } from "../_row_views.ts";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";
import type { Pool2dOptions } from "./pool2d_options.ts";

type Pooling = AveragePooling | MaximumPooling;

/** Parts of one kind of pooling. */
export interface Pool2dKind {
  /** Its name in messages: `MaxPool2d`. */
  readonly title: string;
  readonly kind: string;
  readonly options: Pool2dOptions;
  readonly plan: (options: PoolingOptions) => Pooling;
}

/** A layer that pools windows of images. */
export function pool2d({ title, kind, options, plan }: Pool2dKind): Layer {
  checkWindow(layerLabel(title, options.name), options);
  return {
    kind,
    name: options.name,
    build: (input, context) => {
      const { kernel, stride = kernel, padding = 0 } = options;
      const { arena, dtype, path } = context;
      const label = layerLabel(title, path);
      requireImages(label, "[N, C, H, W]", input);
      const pooling = plan({ arena, dtype, input, kernel, stride, padding, label });
      return new BuiltPool2d(pooling, input, context);
    },
  };
}

class BuiltPool2d implements BuiltLayer {
  readonly output: Shape;
  readonly parameters = [];
  readonly buffers = [];
  readonly keepsOutputGradient = true;
  readonly #pooling: Pooling;
  readonly #outputs: RowViews;
  readonly #inputGradients: RowViews | undefined;

  constructor(
    pooling: Pooling,
    input: Shape,
    { arena, dtype, needsInputGradient }: BuildContext,
  ) {
    this.#pooling = pooling;
    this.output = pooling.output;
    this.#outputs = new RowViews(arena.tensor(this.output, dtype));
    if (needsInputGradient) this.#inputGradients = new RowViews(arena.tensor(input, dtype));
  }

  forward(x: Tensor): Tensor {
    return this.#pooling.forward(x, this.#outputs.first(x.shape[0]));
  }

  backward(dy: Tensor): Tensor | undefined {
    const dx = this.#inputGradients?.first(dy.shape[0]);
    return dx === undefined ? undefined : this.#pooling.gradient(dy, dx);
  }
}
