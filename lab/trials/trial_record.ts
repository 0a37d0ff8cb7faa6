import {
  type EnvironmentRecord,
  type ModuleRecord,
  RUN_RECORD_VERSION,
  type RunRecord,
} from "@descent/reports/record";
import { type ModuleSource, scheduleTitle } from "@descent/problems";
import type { Trial } from "./trial.ts";
import type { NamedTrial } from "./trial_keys.ts";
import type { TrialOutcome } from "./trial_outcome.ts";

/**
 * The fields of a record that neither the trial nor its outcome gives.
 *
 * @category Trials
 */
export interface RecordContext {
  /** The names of the trial. */
  readonly keys: NamedTrial;
  /** Software and hardware that it ran on. */
  readonly environment: Omit<EnvironmentRecord, "dtype">;
  /** The command that made it. */
  readonly command: string;
}

/**
 * The run record of a trial that has ended.
 *
 * @category Trials
 * @param trial The trial.
 * @param outcome Its outcome.
 * @param context Names, environment and command.
 * @returns The record, ready to be written.
 *
 * @example
 * ```ts
 * import { currentEnvironment, failedOutcome, trialRecord } from "@descent/lab";
 * import { sampleTrial } from "@descent/lab/testing";
 * import { sampleRecord } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const context = { keys: sampleRecord(), environment: currentEnvironment(), command: "deno task compare" };
 * const record = trialRecord(sampleTrial(), failedOutcome("Out of memory", new Date(0)), context);
 * assertEquals([record.status, record.error], ["failed", "Out of memory"]);
 * ```
 */
export function trialRecord(
  trial: Trial,
  outcome: TrialOutcome,
  { keys, environment, command }: RecordContext,
): RunRecord {
  const { problem: { budget, dtype, source }, phase, selection, testing, observe, plugin } = trial;
  const { epochs, batchSize, schedule, evaluationsPerEpoch, target } = budget;
  const { examplesPerEvaluation, heldOutOnly } = budget;
  const { landscape: others } = trial;
  const {
    model,
    dataset,
    plannedSteps,
    status,
    divergedAtStep,
    error,
    results,
    references,
    samples,
    confusion,
    pictures,
    landscape,
    startedAt,
  } = outcome;
  const { trialId, experiment, problem, optimizer, setting, seed } = keys;
  return {
    formatVersion: RUN_RECORD_VERSION,
    trialId,
    experiment,
    problem,
    dataset,
    network: model,
    optimizer,
    setting,
    seed,
    phase,
    budget: { epochs, steps: plannedSteps, batchSize, schedule: scheduleTitle(schedule) },
    selection,
    specification: {
      evaluationsPerEpoch,
      ...(examplesPerEvaluation !== undefined && { examplesPerEvaluation }),
      ...(heldOutOnly !== undefined && { heldOutOnly }),
      schedule: typeof schedule === "object" && schedule.kind === "module"
        ? { kind: "module", ...moduleOf(schedule) }
        : schedule,
      target,
      testing,
      observe,
      ...(others !== undefined && { landscape: others }),
      optimizer: plugin && moduleOf(plugin),
      problem: source && moduleOf(source),
    },
    status,
    divergedAtStep,
    error,
    results,
    references,
    samples,
    confusion,
    ...pictures && { pictures },
    ...landscape && { landscape },
    environment: { ...environment, dtype },
    startedAt,
    command,
  };
}

function moduleOf({ address, digest }: ModuleSource): ModuleRecord {
  return { address, digest };
}
