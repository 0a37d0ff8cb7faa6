import type { Trial } from "@descent/lab";

/** How often a training is measured from inside: each time costs about as much as 40 steps. */
const MEASUREMENTS = 10;

/**
 * A judge as it is run again to be measured from inside (`diagnostics`): a trial of its own, with the same seed and the same
 * weights at the end, that looks at no test part.
 *
 * @category Protocol
 * @param trial The judge.
 * @returns The trial.
 *
 * @example
 * ```ts
 * import { measuredTrial } from "@descent/board";
 * import { sampleTrial } from "@descent/lab/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const { observe, seed, testing } = measuredTrial(sampleTrial({ seed: 3, testing: true }));
 * assertEquals([observe, seed, testing], [["diagnostics"], 3, false]);
 * ```
 */
export function measuredTrial(trial: Trial): Trial {
  const { problem } = trial;
  const { budget } = problem;
  return {
    ...trial,
    phase: "diagnostics",
    testing: false,
    observe: ["diagnostics"],
    problem: {
      ...problem,
      budget: { ...budget, evaluationsPerEpoch: MEASUREMENTS / budget.epochs },
    },
  };
}
