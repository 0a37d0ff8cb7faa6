import { AveragePooling, type Shape, type Tensor } from "@descent/core";
import { layerLabel, requireImages } from "../_require.ts";
import { ReshapedViews } from "../_reshaped_views.ts";
import { RowViews } from "../_row_views.ts";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";

/** Options of {@linkcode globalAveragePool}. */
export interface GlobalAveragePoolOptions {
  /** Name within the network; default `globalAveragePool` and its number. */
  readonly name?: string;
}

/**
 * The mean of each channel over the whole image: `y[n, c] = Σ x[n, c, h, w] / (H W)`.
 *
 * Backward: `dx[n, c, h, w] = dy[n, c] / (H W)`.
 *
 * Takes [N, C, H, W] and gives [N, C], ready for an affine layer.
 *
 * @param options Name of the layer.
 * @returns The layer.
 * @throws {TypeError} When it is built for an input that is not [N, C, H, W].
 *
 * @example Two channels
 * ```ts
 * import { createEngine, randomStream } from "@descent/core";
 * import { globalAveragePool } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = globalAveragePool().build([1, 2, 1, 2], {
 *   arena,
 *   dtype: "f32",
 *   random: randomStream({ seed: 1 }),
 *   path: "means",
 *   needsInputGradient: true,
 * });
 * assertEquals([...built.forward(arena.from([1, 3, 5, 9], [1, 2, 1, 2]), "eval").data], [2, 7]);
 * ```
 *
 * @see M. Lin, Q. Chen, S. Yan: "Network in network", ICLR 2014
 */
export function globalAveragePool({ name }: GlobalAveragePoolOptions = {}): Layer {
  return {
    kind: "globalAveragePool",
    name,
    build: (input, context) => new BuiltGlobalAveragePool(input, context),
  };
}

class BuiltGlobalAveragePool implements BuiltLayer {
  readonly output: Shape;
  readonly parameters = [];
  readonly buffers = [];
  readonly keepsOutputGradient = true;
  readonly #pooling: AveragePooling;
  readonly #outputs: RowViews;
  readonly #inputGradients: RowViews | undefined;
  /** Outputs and their gradients as images of one pixel. */
  readonly #images: ReshapedViews;

  constructor(input: Shape, { arena, dtype, path, needsInputGradient }: BuildContext) {
    requireImages(layerLabel("GlobalAveragePool", path), "[N, C, H, W]", input);
    const [N, C, H, W] = input;
    this.output = [N, C];
    this.#pooling = new AveragePooling({ arena, dtype, input, kernel: [H, W] });
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
