import {
  formatShape,
  probabilityCrossEntropy,
  sameShape,
  type Shape,
  type Tensor,
} from "@descent/core";
import { RowViews } from "../row_views.ts";
import { type ClassOptions, requireClasses, requireScores } from "./_class_loss.ts";
import { LossMemory } from "./_loss_memory.ts";
import type { BuiltLoss, LossContext, Target } from "./loss.ts";

/** Options of {@linkcode BuiltProbabilityLoss}. */
export interface ProbabilityLossOptions extends ClassOptions {
  /** Name in messages. */
  readonly title: string;
  readonly labelSmoothing: number;
  readonly targets: "classes" | "probabilities";
}

/** Cross-entropy with a target for each class, be it given or that of a smoothed and weighted class index. */
export class BuiltProbabilityLoss implements BuiltLoss {
  readonly #options: ProbabilityLossOptions;
  readonly #K: number;
  readonly #memory: LossMemory;
  /** Targets, smoothed, times the weights of class and sample. */
  readonly #targets: RowViews;

  constructor(options: ProbabilityLossOptions, prediction: Shape, context: LossContext) {
    const { title, reduction, classWeights } = options;
    this.#options = options;
    this.#K = requireScores(title, prediction, classWeights);
    this.#memory = new LossMemory({ title, reduction, prediction, sharedAxes: 1, context });
    this.#targets = new RowViews(context.arena.tensor(prediction, context.dtype));
  }

  get losses(): Tensor {
    return this.#memory.losses;
  }

  forward(x: Tensor, given: Target, sampleWeights?: Tensor): number {
    const { title, targets } = this.#options, memory = this.#memory;
    const whole = memory.begin(x.shape[0], sampleWeights);
    const target = this.#targets.first(x.shape[0]);
    let total = whole;
    if (targets === "classes") {
      total = this.#fillFromClasses(target, requireClasses(title, x, given), sampleWeights);
    } else {
      this.#fillFromProbabilities(target, requireProbabilities(title, x, given), sampleWeights);
    }
    const { losses, gradient } = memory;
    probabilityCrossEntropy({ logits: x, target, losses, gradient, scale: memory.scale(total) });
    this.#clearUncounted(target);
    return memory.reduced(total);
  }

  backward(): Tensor {
    return this.#memory.gradient;
  }

  /** Writes the targets of class indices; gives the weights of all rows. */
  #fillFromClasses(
    { data }: Tensor,
    classes: Tensor<"i32">,
    sampleWeights: Tensor | undefined,
  ): number {
    const { title, labelSmoothing, classWeights, ignoreIndex } = this.#options, K = this.#K;
    const shared = classes.size / (sampleWeights?.size ?? classes.size);
    let total = 0;
    for (let m = 0; m < classes.size; m++) {
      const t = classes.data[m], row = m * K;
      if (t === ignoreIndex) {
        data.fill(0, row, row + K);
        continue;
      }
      if (!(t >= 0 && t < K)) {
        throw new RangeError(
          `${title}: expected targets from 0 to ${
            K - 1
          }, got ${t} at ${m}; check the labels or the number of classes`,
        );
      }
      const weight = sampleWeights?.data[Math.floor(m / shared)] ?? 1;
      for (let k = 0; k < K; k++) {
        const target = labelSmoothing / K + (k === t ? 1 - labelSmoothing : 0);
        data[row + k] = target * weight * (classWeights?.[k] ?? 1);
      }
      total += weight * (classWeights?.[t] ?? 1);
    }
    return total;
  }

  #fillFromProbabilities(
    { data }: Tensor,
    probabilities: Tensor,
    sampleWeights: Tensor | undefined,
  ): void {
    const { title, labelSmoothing, classWeights } = this.#options, K = this.#K;
    const shared = probabilities.size / (sampleWeights?.size ?? 1);
    for (let i = 0; i < probabilities.size; i++) {
      const q = probabilities.data[i];
      if (!(q >= 0 && q < Infinity)) {
        throw new RangeError(
          `${title}: expected target probabilities of at least 0, got ${q} at ${i}; check the targets`,
        );
      }
      const smoothed = (1 - labelSmoothing) * q + labelSmoothing / K;
      data[i] = smoothed * (classWeights?.[i % K] ?? 1) *
        (sampleWeights?.data[Math.floor(i / shared)] ?? 1);
    }
  }

  /** Rows without any target do not count, NaN or not. */
  #clearUncounted({ data }: Tensor): void {
    const { losses, gradient } = this.#memory, K = this.#K;
    for (let m = 0; m < losses.size; m++) {
      let counts = false;
      for (let k = 0; k < K && !counts; k++) counts = data[m * K + k] !== 0;
      if (counts) continue;
      losses.data[m] = 0;
      gradient.data.fill(0, m * K, (m + 1) * K);
    }
  }
}

function requireProbabilities(title: string, x: Tensor, target: Target): Tensor {
  if (target.dtype === x.dtype && sameShape(target.shape, x.shape)) return target as Tensor;
  throw new TypeError(
    `${title}: expected ${x.dtype} target probabilities of the shape of the scores ${
      formatShape(x.shape)
    }, got ${target.dtype} ${formatShape(target.shape)}; pass a probability for each class`,
  );
}
