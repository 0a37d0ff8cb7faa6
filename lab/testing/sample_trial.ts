import { shareDataset, type SharedDataset } from "@descent/data";
import { sampleDataset } from "@descent/data/testing";
import { chooseProblem, twoLayer } from "@descent/problems";
import type { Trial } from "../trials/trial.ts";

/**
 * The data of {@linkcode sampleTrial}'s problem, on shared memory.
 *
 * @category Testing
 * @returns 4x4 images of three classes, always the same.
 *
 * @example
 * ```ts
 * import { sampleData } from "@descent/lab/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals((await sampleData()).train.count, 90);
 * ```
 */
export function sampleData(): Promise<SharedDataset> {
  return shareDataset(sampleDataset());
}

/**
 * A trial on {@linkcode sampleData}: two epochs of Adam.
 *
 * @category Testing
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
    problem: chooseProblem(twoLayer, {
      options: { hidden: 8 },
      budget: { batchSize: 16, epochs: 2 },
    }),
    optimizer: { name: "adam", title: "Adam" },
    plugin: null,
    hyperparameters: { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    variables: {},
    seed: 0,
    phase: "search",
    selection: null,
    testing: false,
    observe: [],
    ...changes,
  };
}
