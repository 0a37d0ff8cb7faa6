import { formatShape, givenOptions, type Shape, sizeOf, type Tensor } from "@descent/core";
import { ReshapedViews } from "../_reshaped_views.ts";
import { requireCount } from "../_require.ts";
import { RowViews } from "../row_views.ts";
import { LossMemory, requireReduction } from "./_loss_memory.ts";
import { binaryCrossEntropy } from "./binary_cross_entropy.ts";
import type { BuiltLoss, Loss, LossContext, Target } from "./loss.ts";
import type { Reduction, ReductionOptions } from "./reduction.ts";

/**
 * Options of {@linkcode negativeElbo}.
 *
 * @category Losses and penalties
 */
export interface NegativeElboOptions extends ReductionOptions {
  /** Numbers of the code, L, at least 1. */
  readonly code: number;
  /**
   * Loss of an element of the reconstruction, with the reduction `"sum"`; default {@linkcode binaryCrossEntropy}, for
   * logits of pixels from 0 to 1.
   */
  readonly reconstruction?: Loss;
  /** Factor of the divergence, finite and at least 0, the β of β-VAE; default 1. */
  readonly beta?: number;
}

const TITLE = "Negative ELBO";

/**
 * The negative evidence lower bound of a variational autoencoder, in nats an example: the loss of the reconstruction,
 * summed over an example's elements, and the Kullback-Leibler divergence of the code from N(0, 1),
 * `β ½ Σ (μ² + σ² − log σ² − 1)`.
 *
 * Backward: that of the reconstruction, `dμ = β μ / N` and `d log σ² = β (σ² − 1) / 2N` for N examples. A NaN has a NaN
 * loss.
 *
 * Takes what {@linkcode variationalAutoencoder} gives, [N, D + 2L]: the reconstruction, the means and the log-variances;
 * and targets [N, ...] of D elements an example.
 *
 * @category Losses and penalties
 * @param options Length of the code, loss of the reconstruction, factor of the divergence and reduction.
 * @returns The loss; its `forward` throws a `TypeError` when targets do not fit.
 * @throws {RangeError} When `code` is not a whole number of at least 1, or `beta` not finite and at least 0.
 *
 * @example An undecided pixel, and a code that is one deviation off
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { negativeElbo } from "@descent/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const loss = negativeElbo({ code: 1 }).build([1, 3], { arena, dtype: "f64" });
 * const prediction = arena.from([0, 1, 0], [1, 3], "f64"), target = arena.from([1], [1, 1], "f64");
 * assertAlmostEquals(loss.forward(prediction, target), Math.LN2 + 0.5, 1e-15);
 * ```
 *
 * @see D. P. Kingma, M. Welling: "Auto-encoding variational Bayes", ICLR 2014, https://arxiv.org/abs/1312.6114
 */
export function negativeElbo(options: NegativeElboOptions): Loss {
  const {
    code,
    reconstruction = binaryCrossEntropy({ reduction: "sum" }),
    beta = 1,
    reduction = "mean",
  } = givenOptions("negativeElbo", options);
  requireCount(TITLE, "code", code);
  requireReduction(TITLE, reduction);
  if (!(beta >= 0 && beta < Infinity)) {
    throw new RangeError(
      `${TITLE}: expected beta to be finite and at least 0, got ${beta}; try 1`,
    );
  }
  return {
    kind: "negative_elbo",
    build: (prediction, context) =>
      new BuiltNegativeElbo({ code, beta, reduction, reconstruction, prediction, context }),
  };
}

interface ElboParts {
  readonly code: number;
  readonly beta: number;
  readonly reduction: Reduction;
  readonly reconstruction: Loss;
  readonly prediction: Shape;
  readonly context: LossContext;
}

class BuiltNegativeElbo implements BuiltLoss {
  readonly #code: number;
  readonly #beta: number;
  readonly #memory: LossMemory;
  readonly #reconstruction: BuiltLoss;
  readonly #pixels: RowViews;
  readonly #targets: ReshapedViews;

  constructor({ code, beta, reduction, reconstruction, prediction, context }: ElboParts) {
    const [N, width] = prediction, D = width - 2 * code;
    if (prediction.length !== 2 || !(D >= 1)) {
      throw new TypeError(
        `${TITLE}: expected predictions [N, D + ${
          2 * code
        }] of a reconstruction and a code of ${code}, got ${
          formatShape(prediction)
        }; take the output of variationalAutoencoder with that code`,
      );
    }
    this.#code = code;
    this.#beta = beta;
    this.#memory = new LossMemory({ title: TITLE, reduction, prediction, sharedAxes: 1, context });
    this.#reconstruction = reconstruction.build([N, D], context);
    this.#pixels = new RowViews(context.arena.tensor([N, D], context.dtype));
    this.#targets = new ReshapedViews([D]);
  }

  get losses(): Tensor {
    return this.#memory.losses;
  }

  forward(prediction: Tensor, target: Target, sampleWeights?: Tensor): number {
    const memory = this.#memory, [N, width] = prediction.shape;
    const L = this.#code, D = width - 2 * L, beta = this.#beta, { data } = prediction;
    const pixels = this.#pixels.first(N);
    for (let n = 0; n < N; n++) {
      for (let d = 0; d < D; d++) pixels.data[D * n + d] = data[width * n + d];
    }
    this.#reconstruction.forward(pixels, this.#flat(target as Tensor, N, D));
    const each = this.#reconstruction.losses.data, slopes = this.#reconstruction.backward().data;
    const total = memory.begin(N, sampleWeights), scale = memory.scale(total);
    const gradient = memory.gradient.data;
    for (let n = 0; n < N; n++) {
      let loss = 0;
      for (let d = 0; d < D; d++) {
        loss += each[D * n + d];
        gradient[width * n + d] = scale * slopes[D * n + d];
      }
      for (let i = width * n + D; i < width * n + D + L; i++) {
        const mean = data[i], logVariance = data[i + L], variance = Math.exp(logVariance);
        loss += beta * (mean * mean + variance - logVariance - 1) / 2;
        gradient[i] = scale * beta * mean;
        gradient[i + L] = scale * beta * (variance - 1) / 2;
      }
      memory.losses.data[n] = loss;
    }
    if (sampleWeights !== undefined) memory.weigh(sampleWeights.data);
    return memory.reduced(total);
  }

  backward(): Tensor {
    return this.#memory.gradient;
  }

  #flat(target: Tensor, N: number, D: number): Tensor {
    const { shape } = target;
    if (shape.length === 2 && shape[1] === D) return target;
    if (shape[0] === N && sizeOf(shape) === N * D) return this.#targets.of(target);
    throw new TypeError(
      `${TITLE}: expected targets of ${formatShape([N, D])}, got ${
        formatShape(shape)
      }; pass the inputs of the network`,
    );
  }
}
