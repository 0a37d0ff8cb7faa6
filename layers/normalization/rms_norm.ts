import {
  columnSums,
  givenOptions,
  type Parameter,
  rmsNormGradientRows,
  rmsNormRows,
  type Shape,
  sizeOf,
  type Tensor,
} from "@descent/core";
import { createParameter } from "../initializers/create_parameter.ts";
import { layerLabel, requireCount, requirePositive } from "../_require.ts";
import { ReshapedViews } from "../_reshaped_views.ts";
import { RowViews } from "../row_views.ts";
import { constant } from "../initializers/constant.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";
import { requireLastAxes } from "./_last_axes.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode rmsNorm}.
 *
 * @category Normalization and regularization
 */
export interface RmsNormOptions {
  /** Number of last axes that are normalized together (the length of PyTorch's `normalized_shape`), at least 1; default 1. */
  readonly axes?: number;
  /** Added to the mean square (`eps` in PyTorch), greater than 0; default 1e-6. */
  readonly epsilon?: number;
  /** Name within the network; default `rmsNorm` and its number. */
  readonly name?: string;
  /** Initial values of the gain; default all 1. */
  readonly gain?: Initializer;
}

/**
 * Normalization by the root mean square: `y = γ x̂` with `x̂ = x / √(mean(x²) + ε)` over the last axes, for each place on
 * the axes before them; γ has the shape of the last axes. No mean is subtracted, and there is no bias.
 *
 * Backward: `dx = (g − x̂ mean(g x̂)) / √(mean(x²) + ε)` with `g = γ dy`; `dγ = Σ dy x̂`. Train and eval do the same.
 *
 * Takes [N, D] or [N, ..., D] and gives the same shape; the parameter is `gain` of the last axes, which does not decay.
 *
 * @category Normalization and regularization
 * @param options Axes, epsilon, name and initializer.
 * @returns The layer.
 * @throws {RangeError} When axes or epsilon is out of range.
 * @throws {TypeError} When it is built for an input with fewer axes after the batch.
 *
 * @example A row of 3 and 4 has a mean square of 12.5
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, rmsNorm } from "@descent/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(rmsNorm(), [1, 2], { arena });
 * const y = built.forward(arena.from([3, 4], [1, 2]), "train");
 * assertAlmostEquals(y.data[0], 3 / Math.sqrt(12.5), 1e-6);
 * ```
 *
 * @see B. Zhang, R. Sennrich: "Root mean square layer normalization", NeurIPS 2019, https://arxiv.org/abs/1910.07467
 */
export function rmsNorm(options: RmsNormOptions = {}): Layer {
  const { axes = 1, epsilon = 1e-6, name, gain = constant({ value: 1 }) } = givenOptions(
    "rmsNorm",
    options,
  );
  const label = layerLabel("RmsNorm", name);
  requireCount(label, "axes", axes);
  requirePositive(label, "epsilon", epsilon, "1e-6");
  return configured("rmsNorm", { axes, epsilon, name, gain }, {
    kind: "rmsNorm",
    name,
    build: (input, context) => new BuiltRmsNorm(axes, epsilon, gain, input, context),
  });
}

class BuiltRmsNorm implements BuiltLayer {
  readonly output: Shape;
  readonly parameters: readonly Parameter[];
  readonly buffers = [];
  readonly keepsOutputGradient = true;
  readonly #epsilon: number;
  readonly #gain: Parameter;
  readonly #inverses: Tensor<"f64">;
  readonly #rows: ReshapedViews;
  readonly #outputs: RowViews;
  readonly #terms: RowViews;
  readonly #inputGradients: RowViews | undefined;
  #x!: Tensor;

  constructor(
    axes: number,
    epsilon: number,
    gain: Initializer,
    input: Shape,
    context: BuildContext,
  ) {
    const { arena, dtype, path, needsInputGradient } = context;
    requireLastAxes(layerLabel("RmsNorm", path), axes, input);
    const learned = input.slice(-axes), D = sizeOf(learned);
    this.output = input;
    this.#epsilon = epsilon;
    this.#gain = createParameter(context, {
      name: "gain",
      shape: learned,
      initializer: gain,
      role: "gain",
    });
    this.parameters = [this.#gain];
    this.#rows = new ReshapedViews([D], sizeOf(input.slice(1)) / D);
    this.#inverses = arena.tensor([sizeOf(input) / D], "f64");
    this.#outputs = new RowViews(arena.tensor(input, dtype));
    this.#terms = new RowViews(arena.tensor(input, dtype));
    if (needsInputGradient) this.#inputGradients = new RowViews(arena.tensor(input, dtype));
  }

  forward(x: Tensor): Tensor {
    this.#x = x;
    const y = this.#outputs.first(x.shape[0]);
    rmsNormRows({
      x: this.#rows.of(x),
      gain: this.#gain.value,
      epsilon: this.#epsilon,
      inverses: this.#inverses,
      y: this.#rows.of(y),
    });
    return y;
  }

  backward(dy: Tensor): Tensor | undefined {
    const N = dy.shape[0], dx = this.#inputGradients?.first(N);
    const terms = this.#rows.of(this.#terms.first(N));
    rmsNormGradientRows({
      x: this.#rows.of(this.#x),
      dy: this.#rows.of(dy),
      gain: this.#gain.value,
      inverses: this.#inverses,
      terms,
      dx: dx && this.#rows.of(dx),
    });
    columnSums(terms, this.#gain.gradient);
    return dx;
  }
}
