import { courseProblem } from "./course_problem.ts";
import type { Problem } from "./problem.ts";

/** What {@linkcode convNetProblem} must be told, and what of it can be chosen. */
export interface ConvNetProblemOptions {
  /** The dataset's name. */
  readonly dataset: string;
  /** How many of its training images are learned, the first ones; absent: all. */
  readonly trainCount?: number;
  /** Number of filters, at least 1; default 32. */
  readonly filters?: number;
  /** Rows and columns of a filter, at least 1; default 7. */
  readonly filterSize?: number;
  /** Standard deviation of the first weights, above 0; default 0.01. */
  readonly weightScale?: number;
  /** Images in one step, at least 1. */
  readonly batchSize: number;
  /** Passes over the training images, above 0. */
  readonly epochs: number;
  /** How often in an epoch the network is evaluated, above 0; default 1. */
  readonly evaluationsPerEpoch?: number;
  /** How the learning rate goes on from its first value; default `"cosine"`. */
  readonly schedule?: "constant" | "cosine";
}

/**
 * The conv net of the course CS231n as a problem: convolution, 2x2 max pooling, 100 hidden units, on the course's
 * pixels.
 *
 * The learning rate falls to 0 unless told otherwise: at a constant rate the last steps toss the accuracy about by a
 * point, which hides what settings do.
 *
 * @param options The dataset, the budget and what of the net differs, see {@linkcode ConvNetProblemOptions}.
 * @returns The problem.
 *
 * @example
 * ```ts
 * import { convNetProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const { name, network } = convNetProblem({ dataset: "mnist", filterSize: 3, batchSize: 50, epochs: 2 });
 * assertEquals(name, "mnist-conv-net");
 * assertEquals(network, {
 *   kind: "three-layer-conv",
 *   filters: 32,
 *   filterSize: 3,
 *   hidden: 100,
 *   weight: { kind: "normal", scale: 0.01 },
 * });
 * ```
 */
export function convNetProblem(
  {
    dataset,
    filters = 32,
    filterSize = 7,
    weightScale = 0.01,
    schedule = "cosine",
    ...options
  }: ConvNetProblemOptions,
): Problem {
  return courseProblem({
    name: `${dataset}-conv-net`,
    dataset,
    network: {
      kind: "three-layer-conv",
      filters,
      filterSize,
      hidden: 100,
      weight: { kind: "normal", scale: weightScale },
    },
    schedule,
    ...options,
  });
}
