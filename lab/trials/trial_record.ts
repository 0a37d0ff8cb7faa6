import { preprocessingText } from "@descent/problems";
import {
  type EnvironmentRecord,
  RUN_RECORD_VERSION,
  type RunRecord,
  type TrialKeys,
} from "@descent/reports";
import type { SharedDataset } from "./shared_dataset.ts";
import type { Trial } from "./trial.ts";
import type { TrialOutcome } from "./trial_outcome.ts";

/** What a record says besides what the trial and its outcome say. */
export interface RecordContext {
  /** What the trial is called. */
  readonly keys: TrialKeys;
  /** Its data. */
  readonly dataset: SharedDataset;
  /** What it ran on. */
  readonly environment: Omit<EnvironmentRecord, "dtype">;
  /** The command that made it. */
  readonly command: string;
}

/**
 * The run record of a trial that has ended.
 *
 * @param trial The trial.
 * @param outcome What came out.
 * @param context What else the record says.
 * @returns The record, ready to be written.
 *
 * @example
 * ```ts
 * import { sampleDataset } from "@descent/data/testing";
 * import { currentEnvironment, failedOutcome, shareDataset, trialRecord } from "@descent/lab";
 * import { sampleTrial } from "@descent/lab/testing";
 * import { sampleRecord } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const dataset = await shareDataset(sampleDataset());
 * const environment = currentEnvironment();
 * const context = { keys: sampleRecord(), dataset, environment, command: "deno task compare" };
 * const record = trialRecord(sampleTrial(), failedOutcome("Out of memory", new Date(0)), context);
 * assertEquals([record.status, record.error], ["failed", "Out of memory"]);
 * ```
 */
export function trialRecord(
  trial: Trial,
  outcome: TrialOutcome,
  { keys, dataset, environment, command }: RecordContext,
): RunRecord {
  const { problem, phase, selection, testing } = trial;
  const { network, plannedSteps, status, divergedAtStep, error, results, startedAt } = outcome;
  return {
    formatVersion: RUN_RECORD_VERSION,
    experiment: keys.experiment,
    problem: keys.problem,
    dataset: {
      name: dataset.name,
      train: problem.trainCount ?? dataset.train.count,
      validation: problem.validationCount ?? dataset.validation.count,
      test: testing ? dataset.test.count : 0,
      preprocessing: preprocessingText(problem.preprocessing),
    },
    network,
    optimizer: keys.optimizer,
    setting: keys.setting,
    seed: keys.seed,
    phase,
    budget: { epochs: problem.epochs, steps: plannedSteps, batchSize: problem.batchSize },
    selection,
    status,
    divergedAtStep,
    error,
    results,
    environment: { ...environment, dtype: problem.dtype },
    startedAt,
    command,
  };
}
