import {
  givenOptions,
  type ImageLayout,
  pointwise,
  type PointwiseKernel,
  type Shape,
  type Tensor,
} from "@descent/core";
import { RowViews } from "../row_views.ts";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode relu}.
 *
 * @category Activations
 */
export interface ReluOptions {
  /** Name within the network; default `relu` and its number. */
  readonly name?: string;
}

const forwardRule = pointwise({
  name: "relu",
  tensors: ["x", "y"],
  update: ({ x }) => ({ y: x.max(0) }),
});

const backwardRule = pointwise({
  name: "relu backward",
  tensors: ["y", "gradient"],
  // Where y is NaN, 0 · y keeps it from becoming a gradient of 0.
  update: ({ y, gradient }) => ({ gradient: y.greater(0).select(gradient, y.mul(0)) }),
});

/**
 * The rectifier: `y = max(x, 0)` for each element.
 *
 * Backward: `dx = dy · [x > 0]`, so the gradient at 0 is 0. NaN stays NaN both ways. Behind a layer that can apply
 * it while storing its output, such as {@linkcode affine}, a sequential network lets that layer do so.
 *
 * Takes any shape and gives the same shape.
 *
 * @category Activations
 * @param options Name of the layer.
 * @returns The layer.
 *
 * @example Negative numbers become 0
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, relu } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(relu(), [1, 3], { arena });
 * assertEquals([...built.forward(arena.from([-1, 0, 2], [1, 3]), "eval").data], [0, 0, 2]);
 * assertEquals([...built.backward(arena.from([5, 6, 7], [1, 3]))!.data], [0, 0, 7]);
 * ```
 *
 * @see V. Nair, G. E. Hinton: "Rectified linear units improve restricted Boltzmann machines", ICML 2010
 */
export function relu(options: ReluOptions = {}): Layer {
  const { name } = givenOptions("relu", options);
  return configured("relu", { name }, {
    kind: "relu",
    name,
    activation: "relu",
    blocks: "keeps",
    build: (input, context) => new BuiltRelu(input, context),
  });
}

class BuiltRelu implements BuiltLayer {
  readonly output: Shape;
  readonly parameters = [];
  readonly buffers = [];
  readonly outputLayout: ImageLayout | undefined;
  readonly #needsInputGradient: boolean;
  readonly #outputs: RowViews;
  readonly #forward: PointwiseKernel<"x" | "y", never>;
  readonly #backward: PointwiseKernel<"y" | "gradient", never>;

  constructor(input: Shape, { arena, dtype, needsInputGradient, layouts }: BuildContext) {
    this.output = input;
    this.outputLayout = layouts?.input;
    this.#needsInputGradient = needsInputGradient;
    const y = arena.tensor(input, dtype);
    this.#outputs = new RowViews(y);
    this.#forward = forwardRule.bind({ x: y, y });
    this.#backward = backwardRule.bind({ y, gradient: y });
  }

  forward(x: Tensor): Tensor {
    this.#forward.rebind("x", x);
    this.#forward.run(undefined, x.size);
    return this.#outputs.first(x.shape[0]);
  }

  backward(dy: Tensor): Tensor | undefined {
    if (!this.#needsInputGradient) return undefined;
    this.#backward.rebind("gradient", dy);
    this.#backward.run(undefined, dy.size);
    return dy;
  }
}
