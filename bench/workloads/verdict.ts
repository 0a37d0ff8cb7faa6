import { imageSide, productFacts, syntheticImages } from "./synthetic.ts";
import { peakOperations, type Task } from "./task.ts";

/** A training must lower its loss at least to this share of the first one. */
export const learnedShare = 0.95;
/** So many steps it may take. */
export const learningSteps = 60;

/**
 * Judges what an implementation computed, before it is timed.
 *
 * - A product reports its first element and the sum of all.
 * - Training reports the loss of the first step and of the last.
 * - A layer reports the largest magnitude of its result.
 * - The peak reports its operations.
 * - Gathering reports the sum of the first batch in bytes.
 *
 * @param task What it was asked to do.
 * @param values What it reported.
 * @returns What is wrong; undefined when nothing is.
 */
export function verdict(task: Task, values: readonly number[]): string | undefined {
  switch (task.kind) {
    case "matmul": {
      const wanted = productFacts(task);
      return wanted.every((value, i) => value === values[i])
        ? undefined
        : `its product is wrong: ${values.join(", ")} in place of ${wanted.join(", ")}`;
    }
    case "training":
    case "network":
    case "sequence": {
      const [first, last] = values;
      return Number.isFinite(first) && last <= learnedShare * first
        ? undefined
        : `it does not learn: loss ${first} at first, ${last} in the end`;
    }
    case "layer":
      return values[0] > 0 && values[0] < Infinity
        ? undefined
        : `its result is degenerate: ${values[0]}`;
    case "peak":
      return values[0] === peakOperations(task)
        ? undefined
        : `it did ${values[0]} operations in place of ${peakOperations(task)}`;
    case "gather": {
      const { pixels } = syntheticImages(2 * task.batchSize);
      let sum = 0;
      for (let i = 0; i < task.batchSize * imageSide ** 2; i++) sum += pixels[i];
      return Math.abs(values[0] - sum) <= 1e-5 * sum
        ? undefined
        : `its batch is wrong: sum ${values[0]} in place of ${sum}`;
    }
  }
}
