import type { Parameter } from "@descent/core";
import type { SharedDataset } from "@descent/data";
import { type Layer, meanSquaredError } from "@descent/layers";
import type { BuiltProblem, ProblemContext } from "../contract/problem_plugin.ts";
import { supervised } from "../supervised/supervised.ts";

interface PopulationProblemOptions {
  readonly context: ProblemContext;
  /** The population that minibatches are taken from. */
  readonly data: SharedDataset;
  readonly layer: Layer;
  readonly model: string;
  /** Mean squared error over the population, less its minimum. */
  readonly excess: (parameters: readonly Parameter[]) => number;
}

/**
 * Learns by minibatches and mean squared error; what is evaluated is the error over the whole population, which is known,
 * as a share of that at the start: no noise of examples is in it.
 */
export function populationProblem(
  { context, data, layer, model, excess }: PopulationProblemOptions,
): BuiltProblem {
  const built = supervised({ context, data, layer, loss: meanSquaredError(), model });
  const { parameters, buffers, stepsPerEpoch, examples } = built;
  const atStart = excess(parameters);
  return {
    parameters,
    buffers,
    stepsPerEpoch,
    examples,
    model,
    data: built.data,
    nextBatch: (step) => built.nextBatch(step),
    gradients: (mode) => built.gradients(mode),
    evaluate: () => ({ loss: excess(parameters) / atStart }),
    [Symbol.dispose]: () => built[Symbol.dispose](),
  };
}
