import {
  formatShape,
  givenOptions,
  type ImageLayout,
  Normalization,
  type Parameter,
  type Shape,
  type Tensor,
} from "@descent/core";
import { layerLabel, requirePositive } from "../_require.ts";
import { RowViews } from "../row_views.ts";
import { constant, zeros } from "../initializers/constant.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type {
  BuildContext,
  BuiltLayer,
  FusedActivation,
  Layer,
  Mode,
  NamedTensor,
} from "../layer.ts";
import { createGainAndBias, type GainAndBias } from "./_gain_and_bias.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode batchNorm}.
 *
 * @category Normalization and regularization
 */
export interface BatchNormOptions {
  /**
   * Weight of the new batch in the moving averages of mean and variance, from 0 to 1, as in PyTorch; null for the plain
   * mean over all batches; default 0.1.
   */
  readonly momentum?: number | null;
  /** Added to the variance (`eps` in PyTorch), greater than 0; default 1e-5. */
  readonly epsilon?: number;
  /** Whether gain and bias are trained; default true. */
  readonly affine?: boolean;
  /** Name within the network; default `batchNorm` and its number. */
  readonly name?: string;
  /** Initial values of the gain; default all 1. */
  readonly gain?: Initializer;
  /** Initial values of the bias; default {@linkcode zeros}. */
  readonly bias?: Initializer;
}

/**
 * Batch normalization of features or channels: `y = γ x̂ + β` with `x̂ = (x − μ) / √(σ² + ε)`, where μ and σ² are mean
 * and variance (divisor m) of a feature or channel over the m = N (or N H W) values of the minibatch.
 *
 * Backward: `dx = γ / √(σ² + ε) · (dy − mean(dy) − x̂ · mean(dy · x̂))`, `dγ = Σ dy x̂`, `dβ = Σ dy`.
 *
 * In `eval` mode μ and σ² are the running statistics, constants with `dx = γ / √(σ² + ε) · dy`. They start at 0 and 1,
 * and each `train` pass moves them: `running = (1 − momentum) running + momentum batch`, with the divisor m − 1 in the
 * batch's variance (m when m = 1), as PyTorch does; a `repeat` pass leaves them. Without a momentum the n-th pass has the
 * momentum 1 / n.
 *
 * A relu that follows in a sequential network is applied while the output is stored.
 *
 * Takes [N, D] or [N, C, ...] and gives the same shape; parameters are `gain` and `bias` [C], which do not decay, buffers
 * `runningMean` and `runningVariance` [C], and without a momentum `batches` [1], the number of passes.
 *
 * @category Normalization and regularization
 * @param options Momentum, epsilon, name, initializers, and whether gain and bias are trained.
 * @returns The layer.
 * @throws {RangeError} When momentum or epsilon is out of range.
 * @throws {TypeError} When it is built for an input that is not [N, D] or [N, C, ...].
 *
 * @example Two examples of one feature
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { batchNorm, buildLayer } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(batchNorm({ epsilon: 1e-12 }), [2, 1], { arena });
 * const x = arena.from([4, 8], [2, 1]);
 * assertEquals([...built.forward(x, "train").data], [-1, 1]);
 * assertEquals(built.buffers[0].value.data[0], Math.fround(0.6));
 * ```
 *
 * @see S. Ioffe, C. Szegedy: "Batch normalization", ICML 2015, arXiv:1502.03167
 */
export function batchNorm(options: BatchNormOptions = {}): Layer {
  const {
    momentum = 0.1,
    epsilon = 1e-5,
    affine = true,
    name,
    gain = constant({ value: 1 }),
    bias = zeros(),
  } = givenOptions("batchNorm", options);
  const label = layerLabel("BatchNorm", name);
  requirePositive(label, "epsilon", epsilon, "1e-5");
  if (momentum !== null && !(momentum >= 0 && momentum <= 1)) {
    throw new RangeError(
      `${label}: expected momentum from 0 to 1 or null, got ${momentum}; it is the weight of the new batch`,
    );
  }
  return configured("batchNorm", { momentum, epsilon, affine, name, gain, bias }, {
    kind: "batchNorm",
    name,
    fusedActivations: ["relu"],
    blocks: "keeps",
    build: (input, context) =>
      new BuiltBatchNorm({ momentum, epsilon, affine, gain, bias }, input, context),
  });
}

class BuiltBatchNorm implements BuiltLayer {
  readonly output: Shape;
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly NamedTensor[];
  readonly outputLayout: ImageLayout;
  readonly #momentum: number | null;
  readonly #epsilon: number;
  readonly #learned: GainAndBias;
  readonly #runningMean: Tensor;
  readonly #runningVariance: Tensor;
  /** How many training passes moved them, where their momentum depends on it. */
  readonly #batches: Tensor | undefined;
  readonly #normalization: Normalization;
  readonly #outputs: RowViews;
  readonly #needsInputGradient: boolean;
  readonly #activation: FusedActivation | undefined;
  #x!: Tensor;
  #y!: Tensor;
  #mode: Mode = "train";

  constructor(
    { momentum, epsilon, affine, gain, bias }: Required<Omit<BatchNormOptions, "name">>,
    input: Shape,
    context: BuildContext,
  ) {
    const { arena, dtype, path, needsInputGradient, activation, layouts } = context;
    const [, C, ...rest] = input;
    if (input.length < 2 || C === 0 || rest.includes(0)) {
      throw new TypeError(
        `${
          layerLabel("BatchNorm", path)
        }: expected input [N, D] or [N, C, ...] with extents of at least 1, got ${
          formatShape(["N", ...input.slice(1)])
        }; check the shape of the input`,
      );
    }
    this.output = input;
    this.#momentum = momentum;
    this.#epsilon = epsilon;
    this.#activation = activation;
    this.#learned = createGainAndBias(context, [C], gain, bias);
    this.parameters = affine ? this.#learned.parameters : [];
    this.#runningMean = arena.tensor([C], dtype);
    this.#runningVariance = arena.tensor([C], dtype);
    this.#runningVariance.data.fill(1);
    this.buffers = [
      { name: `${path}.runningMean`, value: this.#runningMean },
      { name: `${path}.runningVariance`, value: this.#runningVariance },
    ];
    if (momentum === null) {
      // In f32 a count would stop at 2²⁴.
      this.#batches = arena.tensor([1], "f64");
      this.buffers = [...this.buffers, { name: `${path}.batches`, value: this.#batches }];
    }
    const layout = this.outputLayout = layouts?.input ?? "planes";
    this.#normalization = new Normalization({ arena, dtype, input, over: "batch", layout });
    this.#outputs = new RowViews(arena.tensor(input, dtype));
    this.#needsInputGradient = needsInputGradient;
  }

  forward(x: Tensor, mode: Mode): Tensor {
    this.#x = x;
    this.#mode = mode;
    if (mode === "eval") {
      this.#useRunningStatistics();
    } else {
      this.#normalization.measure(x, this.#epsilon);
      if (mode === "train") this.#moveRunningStatistics(x.size / this.output[1]);
    }
    const { gain, bias } = this.#learned;
    this.#y = this.#outputs.first(x.shape[0]);
    return this.#normalization.apply(x, gain.value, bias.value, this.#y, this.#activation);
  }

  backward(dy: Tensor): Tensor | undefined {
    const { gain, bias } = this.#learned;
    return this.#normalization.gradient(
      this.#x,
      dy,
      gain.value,
      bias.value,
      gain.gradient,
      bias.gradient,
      // In place: what follows finds it in a cache.
      this.#needsInputGradient ? dy : undefined,
      this.#mode !== "eval",
      this.#activation === undefined ? undefined : this.#y,
    );
  }

  #moveRunningStatistics(count: number): void {
    const { mean, variance } = this.#normalization;
    const momentum = this.#momentum ?? 1 / ++this.#batches!.data[0];
    const kept = 1 - momentum;
    const unbiased = momentum * count / Math.max(count - 1, 1);
    const runningMean = this.#runningMean.data, runningVariance = this.#runningVariance.data;
    for (let c = 0; c < runningMean.length; c++) {
      runningMean[c] = kept * runningMean[c] + momentum * mean.data[c];
      runningVariance[c] = kept * runningVariance[c] + unbiased * variance.data[c];
    }
  }

  #useRunningStatistics(): void {
    const { mean, inverseDeviation } = this.#normalization;
    mean.data.set(this.#runningMean.data);
    const variance = this.#runningVariance.data;
    for (let c = 0; c < variance.length; c++) {
      inverseDeviation.data[c] = 1 / Math.sqrt(variance[c] + this.#epsilon);
    }
  }
}
