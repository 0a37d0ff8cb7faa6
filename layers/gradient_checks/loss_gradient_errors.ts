import {
  createEngine,
  numericGradient,
  randomStream,
  relativeError,
  type Shape,
} from "@descent/core";
import type { Loss, PredictionRange, TargetKind } from "../losses/loss.ts";
import { fillPrediction, randomTarget } from "../testing/mod.ts";
import type { GradientError } from "./gradient_error.ts";

/**
 * Options of {@linkcode lossGradientErrors}.
 *
 * @category Gradient checks
 */
export interface LossGradientOptions {
  /** Kind of targets that the loss takes. */
  readonly target: TargetKind;
  /** Predictions that the loss takes; default all numbers. */
  readonly range?: PredictionRange | undefined;
  /** Step h of the central differences `(f(x + h) − f(x − h)) / 2h`, greater than 0; default 1e-5. */
  readonly step?: number;
  /** Seed of predictions and targets; default 0. */
  readonly seed?: number;
}

/**
 * Compares a loss's backward with central differences in f64: the error `max |a − n| / max(1e-8, |a| + |n|)`.
 *
 * Predictions are normal random numbers, or from 0.1 to 0.9 where they must be probabilities.
 *
 * @category Gradient checks
 * @param loss The loss, of any kind.
 * @param prediction Shape of the predictions.
 * @param options Kind of target, step and seed, see {@linkcode LossGradientOptions}.
 * @returns The error for `prediction`.
 * @throws {TypeError} When the loss cannot take the shape.
 *
 * @example Check softmax cross-entropy
 * ```ts
 * import { lossGradientErrors, softmaxCrossEntropy } from "@descent/layers";
 * import { assertLess } from "@std/assert";
 *
 * const [{ error }] = lossGradientErrors(softmaxCrossEntropy(), [4, 3], { target: "classes" });
 * assertLess(error, 1e-7);
 * ```
 */
export function lossGradientErrors(
  loss: Loss,
  prediction: Shape,
  { target: kind, range = "numbers", step = 1e-5, seed = 0 }: LossGradientOptions,
): GradientError[] {
  using engine = createEngine();
  using arena = engine.arena();
  const random = randomStream({ seed });
  const built = loss.build(prediction, { arena, dtype: "f64" });
  const x = arena.tensor(prediction, "f64");
  fillPrediction(x.data, range, random.split("prediction"));
  const target = randomTarget(arena, kind, prediction, "f64", random.split("target"));
  built.forward(x, target);
  const gradient = built.backward().data.slice();
  const numeric = numericGradient(() => built.forward(x, target), x, { step });
  return [{ tensor: "prediction", error: relativeError(gradient, numeric) }];
}
