import type { RunRecord } from "@descent/reports/record";
import type { Observation } from "../training/observe.ts";
import type { Trial } from "../trials/trial.ts";

/**
 * The trial that a record is of, to run it again.
 *
 * @category Reproduction
 * @param record The record.
 * @returns The trial: its names, its settings and all else that decides its bits, but for data, code and machine.
 *
 * @example
 * ```ts
 * import { trialOfRecord } from "@descent/lab";
 * import { sampleRecord } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const { optimizer, problem } = trialOfRecord(sampleRecord());
 * assertEquals([optimizer.name, problem.budget.batchSize], ["adam", 100]);
 * ```
 */
export function trialOfRecord(record: RunRecord): Trial {
  const { experiment, problem, optimizer, setting, seed, phase, selection, specification } = record;
  const { schedule, target, testing, observe, landscape } = specification;
  const { evaluationsPerEpoch, examplesPerEvaluation, heldOutOnly } = specification;
  const { epochs, batchSize } = record.budget;
  return {
    experiment,
    problem: {
      ...problem,
      source: specification.problem,
      budget: {
        ...{ batchSize, epochs, evaluationsPerEpoch, schedule, target },
        ...(examplesPerEvaluation !== undefined && { examplesPerEvaluation }),
        ...(heldOutOnly !== undefined && { heldOutOnly }),
      },
      dtype: record.environment.dtype,
      learningRates: {},
    },
    optimizer,
    plugin: specification.optimizer,
    hyperparameters: setting.hyperparameters,
    variables: setting.variables,
    seed,
    phase,
    selection,
    testing,
    observe: observe as readonly Observation[],
    ...(landscape !== undefined && { landscape }),
  };
}
