import type { AveragePooling, MaximumPooling, PoolingOptions, Shape, Tensor } from "@descent/core";
import { layerLabel, requireImages } from "../_require.ts";
import { ReshapedViews } from "../_reshaped_views.ts";
import { RowViews } from "../row_views.ts";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";

type Pooling = AveragePooling | MaximumPooling;

/** Parts of one kind of pooling over whole images. */
export interface GlobalPool {
  /** Its name in messages: `GlobalMaxPool`. */
  readonly title: string;
  readonly kind: string;
  readonly name: string | undefined;
  readonly plan: (options: PoolingOptions) => Pooling;
}

/** A layer that pools each channel over the whole image. */
export function globalPool({ title, kind, name, plan }: GlobalPool): Layer {
  return {
    kind,
    name,
    build: (input, context) => {
      const { arena, dtype, path } = context;
      const label = layerLabel(title, path);
      requireImages(label, "[N, C, H, W]", input);
      const pooling = plan({ arena, dtype, input, kernel: [input[2], input[3]], label });
      return new BuiltGlobalPool(pooling, input, context);
    },
  };
}

class BuiltGlobalPool implements BuiltLayer {
  readonly output: Shape;
  readonly parameters = [];
  readonly buffers = [];
  readonly keepsOutputGradient = true;
  readonly #pooling: Pooling;
  readonly #outputs: RowViews;
  readonly #inputGradients: RowViews | undefined;
  /** Outputs and their gradients as images of one pixel. */
  readonly #images: ReshapedViews;

  constructor(pooling: Pooling, input: Shape, { arena, dtype, needsInputGradient }: BuildContext) {
    const [N, C] = input;
    this.output = [N, C];
    this.#pooling = pooling;
    this.#outputs = new RowViews(arena.tensor(this.output, dtype));
    if (needsInputGradient) this.#inputGradients = new RowViews(arena.tensor(input, dtype));
    this.#images = new ReshapedViews([C, 1, 1]);
  }

  forward(x: Tensor): Tensor {
    const y = this.#outputs.first(x.shape[0]);
    this.#pooling.forward(x, this.#images.of(y));
    return y;
  }

  backward(dy: Tensor): Tensor | undefined {
    const dx = this.#inputGradients?.first(dy.shape[0]);
    return dx === undefined ? undefined : this.#pooling.gradient(this.#images.of(dy), dx);
  }
}
