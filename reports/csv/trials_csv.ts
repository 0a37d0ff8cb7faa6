import { stringify } from "@std/csv";
import type { Run } from "../run_folder.ts";
import type { RunRecord, Scores } from "../run_record.ts";
import { columnName } from "./_column_name.ts";

type Cells = Record<string, string | number | null>;

/**
 * `trials.csv`: one row per trial, tidy, RFC 4180, numbers in their shortest exact form.
 *
 * Columns: the trial's keys, `hp.<name>` for every hyperparameter and `var.<name>` for every variable
 * that any of the trials has (empty where a trial has none), how it ended, scores, cost, software and
 * hardware.
 *
 * @param runs Trials, in the order of their rows; {@linkcode readRuns} sorts them.
 * @returns The text of the file.
 *
 * @example Hyperparameters become columns
 * ```ts
 * import { trialsCsv } from "@descent/reports";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const [header, row] = trialsCsv([sampleRun()]).split("\r\n");
 * assertStringIncludes(header, "optimizer,setting,seed,phase,hp.beta1,hp.learning_rate");
 * assertStringIncludes(row, "adam,lr=0.001,0,final,0.9,0.001");
 * ```
 */
export function trialsCsv(runs: readonly Run[]): string {
  const records = runs.map(({ record }) => record);
  const settings = records.map(({ setting }) => setting);
  const hyperparameters = prefixed("hp", settings.map((setting) => setting.hyperparameters));
  const variables = prefixed("var", settings.map((setting) => setting.variables));
  const rows = records.map((record, index): Cells => ({
    ...keyCells(record),
    ...hyperparameters[index],
    ...variables[index],
    ...endCells(record),
    ...environmentCells(record),
  }));
  const columns = Object.keys(rows[0] ?? { experiment: "" });
  return stringify(rows, { columns });
}

/** Cells for the union of the names, so that every row has the same columns. */
function prefixed(
  prefix: string,
  values: readonly Readonly<Record<string, string | number>>[],
): Cells[] {
  const names = [...new Set(values.flatMap((value) => Object.keys(value)))].sort();
  return values.map((value) =>
    Object.fromEntries(names.map((name) => [`${prefix}.${columnName(name)}`, value[name] ?? null]))
  );
}

function keyCells({ experiment, problem, optimizer, setting, seed, phase }: RunRecord): Cells {
  return { experiment, problem, optimizer: optimizer.name, setting: setting.id, seed, phase };
}

function endCells({ status, divergedAtStep, error, budget, selection, results }: RunRecord): Cells {
  return {
    status,
    diverged_at_step: divergedAtStep,
    error,
    budget_epochs: budget.epochs,
    budget_steps: budget.steps,
    batch_size: budget.batchSize,
    selection_metric: selection?.metric ?? null,
    selection_candidates: selection?.candidates ?? null,
    selection_score: selection?.score ?? null,
    ...scoreCells("final", results.final),
    ...scoreCells("best", results.best),
    best_epoch: results.bestEpoch,
    steps: results.steps,
    epochs: results.epochs,
    seconds: results.seconds,
    target_metric: results.target?.metric ?? null,
    target: results.target?.value ?? null,
    steps_to_target: results.stepsToTarget,
    seconds_to_target: results.secondsToTarget,
    images_per_second: results.imagesPerSecond,
  };
}

function scoreCells(prefix: string, scores: Scores): Cells {
  return Object.fromEntries(
    Object.entries(scores).map(([name, value]) => [`${prefix}_${columnName(name)}`, value]),
  );
}

function environmentCells({ results, dataset, network, environment, ...rest }: RunRecord): Cells {
  return {
    dataset: dataset.name,
    train_examples: dataset.train,
    validation_examples: dataset.validation,
    test_examples: dataset.test,
    preprocessing: dataset.preprocessing,
    network,
    parameter_count: results.parameterCount,
    descent: environment.descent,
    deno: environment.deno,
    v8: environment.v8,
    typescript: environment.typescript,
    os: environment.os,
    arch: environment.arch,
    cpu: environment.cpu,
    cpu_count: environment.cpuCount,
    threads: environment.threads,
    matmul: environment.matmul.backend,
    matmul_version: environment.matmul.version,
    dtype: environment.dtype,
    started_at: rest.startedAt,
    command: rest.command,
  };
}
