import { twoLayer } from "@descent/problems";
import type { Trial } from "../trials/trial.ts";

/**
 * A trial on {@linkcode sampleDataset}: two epochs of Adam.
 *
 * @param changes Fields to replace, whole.
 * @returns The trial with those changes.
 *
 * @example
 * ```ts
 * import { sampleTrial } from "@descent/lab/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sampleTrial({ seed: 7 }).seed, 7);
 * ```
 */
export function sampleTrial(changes: Partial<Trial> = {}): Trial {
  return {
    experiment: "compare",
    problem: twoLayer({ dataset: "rows", hidden: 8, batchSize: 16, epochs: 2 }),
    optimizer: { name: "adam", title: "Adam" },
    plugin: null,
    hyperparameters: { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    variables: {},
    seed: 0,
    phase: "search",
    selection: null,
    testing: false,
    ...changes,
  };
}
