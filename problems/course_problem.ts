import type { PreprocessingChoice, Problem } from "./problem.ts";

/** Pixels from 0 to 255 less the training mean: how the course CS231n feeds its networks. */
export const COURSE_PIXELS: PreprocessingChoice = { scale: 1, centred: true };

/** What {@linkcode courseProblem} must be told; any other field of a problem may be given too. */
export type CourseProblemOptions =
  & Pick<Problem, "name" | "dataset" | "network" | "batchSize" | "epochs">
  & Partial<Problem>;

/**
 * A problem as the course CS231n sets them: its pixels, a constant learning rate, one evaluation an epoch, no
 * target.
 *
 * @param options What the problem is, and what differs from that.
 * @returns The problem.
 *
 * @example Fifty images to overfit
 * ```ts
 * import { courseProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const { schedule, trainCount } = courseProblem({
 *   name: "mnist-overfit-three-layer",
 *   dataset: "mnist",
 *   trainCount: 50,
 *   network: { kind: "fully-connected", hidden: [100, 100], weight: { kind: "normal", scale: 0.01 } },
 *   batchSize: 25,
 *   epochs: 20,
 * });
 * assertEquals([schedule, trainCount], ["constant", 50]);
 * ```
 */
export function courseProblem(options: CourseProblemOptions): Problem {
  return {
    preprocessing: COURSE_PIXELS,
    evaluationsPerEpoch: 1,
    schedule: "constant",
    target: null,
    dtype: "f32",
    ...options,
  };
}
