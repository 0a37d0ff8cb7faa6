import { norm } from "@descent/core";
import type { LayerObserver } from "@descent/layers";
import type { BuiltProblem } from "@descent/problems";
import type { TrainingObserver } from "../training/train.ts";
import { activationRecorder } from "./activation_recorder.ts";
import { gradientNoise } from "./gradient_noise.ts";
import { sharpness } from "./sharpness.ts";

/**
 * Measurements of a training from inside.
 *
 * @category Training
 */
export interface Diagnostics {
  /** To build the problem with. */
  readonly observer: LayerObserver;
  /**
   * Measures a problem that was built with the observer.
   *
   * @param problem The problem.
   * @param batchSize Examples in its minibatch.
   * @returns What {@linkcode train} takes as `observe`.
   */
  of(problem: BuiltProblem, batchSize: number): TrainingObserver;
}

/** The steps before an evaluation whose gradients say how noisy they are. */
const NOISE_STEPS = 8;

/**
 * Measures a training from inside at each evaluation: by layer the norms of weights, gradient and last update and the
 * update-to-weight ratio, activations and dead units; the gradient noise scale over the last steps and the sharpness of
 * the last minibatch's loss. It changes no bit of the training.
 *
 * Columns are `weight_norm.<layer>`, `gradient_norm.<layer>`, `update_norm.<layer>`, `update_ratio.<layer>`,
 * `activation_p05.<layer>`, `activation_p50.<layer>`, `activation_p95.<layer>`, `dead_units.<layer>`,
 * `gradient_noise_scale` and `sharpness`.
 *
 * @category Training
 * @returns The measurements.
 *
 * @example
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { runTrial } from "@descent/lab";
 * import { sampleData, sampleTrial } from "@descent/lab/testing";
 * import { assertGreater } from "@std/assert";
 *
 * using engine = createEngine();
 * const trial = sampleTrial({ observe: ["diagnostics"] });
 * const { metrics } = await runTrial({ trial, data: await sampleData(), engine });
 * assertGreater(metrics[0].extra!["update_ratio.hidden1"]!, 0);
 * ```
 */
export function diagnostics(): Diagnostics {
  const { observer, record } = activationRecorder();
  return {
    observer,
    of(problem, batchSize) {
      const { parameters } = problem;
      const weights = parameters.filter(({ decays }) => decays);
      const before = weights.map(({ value }) => value.data.slice());
      const noise = gradientNoise(parameters);
      return {
        beforeStep(left) {
          if (left < NOISE_STEPS) noise.add();
          if (left === 0) weights.forEach(({ value }, index) => before[index].set(value.data));
        },
        measure() {
          const observed: Record<string, number | null> = {};
          for (const [index, { name, value, gradient }] of weights.entries()) {
            const layer = name.slice(0, name.lastIndexOf("."));
            const length = norm(value), update = distance(value.data, before[index]);
            observed[`weight_norm.${layer}`] = length;
            observed[`gradient_norm.${layer}`] = norm(gradient);
            observed[`update_norm.${layer}`] = update;
            observed[`update_ratio.${layer}`] = length === 0 ? null : update / length;
          }
          observed.gradient_noise_scale = noise.take(batchSize);
          const gradients = (): void => void problem.gradients("repeat");
          for (const [path, { quantiles, deadUnits }] of record(gradients)) {
            quantiles.forEach((value, index) =>
              observed[`activation_${["p05", "p50", "p95"][index]}.${path}`] = value
            );
            if (deadUnits !== null) observed[`dead_units.${path}`] = deadUnits;
          }
          const curvature = sharpness({ parameters, gradients });
          observed.sharpness = Number.isFinite(curvature) ? curvature : null;
          return observed;
        },
      };
    },
  };
}

function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let squares = 0;
  for (let index = 0; index < a.length; index++) squares += (a[index] - b[index]) ** 2;
  return Math.sqrt(squares);
}
