import {
  createEngine,
  numericGradient,
  randomStream,
  relativeError,
  type Shape,
} from "@descent/core";
import type { Loss, TargetKind } from "../losses/loss.ts";
import { randomTarget } from "../testing/mod.ts";
import type { GradientError } from "./gradient_error.ts";

/** Options of {@linkcode lossGradientErrors}. */
export interface LossGradientOptions {
  /** Kind of targets that the loss takes. */
  readonly target: TargetKind;
  /** Step h of the central differences `(f(x + h) − f(x − h)) / 2h`, greater than 0; default 1e-5. */
  readonly step?: number;
  /** Seed of predictions and targets; default 0. */
  readonly seed?: number;
}

/**
 * Compares a loss's backward with central differences in f64: the error `max |a − n| / max(1e-8, |a| + |n|)`.
 *
 * Predictions are normal random numbers.
 *
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
  { target: kind, step = 1e-5, seed = 0 }: LossGradientOptions,
): GradientError[] {
  using engine = createEngine();
  using arena = engine.arena();
  const random = randomStream({ seed });
  const built = loss.build(prediction, { arena, dtype: "f64" });
  const x = arena.tensor(prediction, "f64");
  random.split("prediction").fillNormal(x.data);
  const target = randomTarget(arena, kind, prediction, "f64", random.split("target"));
  built.forward(x, target);
  const gradient = built.backward().data.slice();
  const numeric = numericGradient(() => built.forward(x, target), x, { step });
  return [{ tensor: "prediction", error: relativeError(gradient, numeric) }];
}
