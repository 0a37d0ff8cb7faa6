import { stringify } from "@std/csv";
import type { CurvePoint } from "../protocol/time_to_loss.ts";
import { landscapeTables, readLandscapes } from "./_landscape_tables.ts";
import { number, optional, table, word } from "./_table_rows.ts";
import type { BoardPhase, BoardTrial, InsideValue } from "./board_trial.ts";

/**
 * The data of a run as files: tidy tables, RFC 4180, numbers in their shortest exact form.
 *
 * @category Trials
 */
export interface BoardFiles {
  /** A row for each trial. */
  readonly "trials.csv": string;
  /** A row for each evaluation of a judge on the way. */
  readonly "curves.csv": string;
  /** A row for each value that was measured from inside; absent where nothing was. */
  readonly "inside.csv"?: string;
  /** A row for each loss along lines and on planes between solutions; absent where none was looked at. */
  readonly "landscape.csv"?: string;
  /** A row for each barrier on those lines; absent where there is none. */
  readonly "barriers.csv"?: string;
}

const TRIAL_COLUMNS = [
  ...["problem", "rule", "phase", "draw", "seed", "status", "untrained_validation", "validation"],
  ...["untrained_test", "test", "evaluations", "parameters", "weights"],
] as const;
const INSIDE_COLUMNS = [
  ...["problem", "rule", "seed", "evaluations", "measure", "layer", "value"],
] as const;
const CURVE_COLUMNS = ["problem", "rule", "seed", "evaluations", "validation"] as const;
/** Columns of runs in which schedules are drawn, and of runs in which trials are timed. */
const SCHEDULE = "schedule", TIME = "time";
const HYPERPARAMETER = "hp_";
/** Phases whose trials have a time to the target, in runs that time. */
const TIMED: readonly BoardPhase[] = ["search", "judge", "time"];
const PHASES: readonly BoardPhase[] = [
  ...["search", "repeat", "judge", "variant", "time", "diagnostics", "landscape"] as const,
];

/**
 * Writes a run's trials as tables: `trials.csv`, a row for each trial, `curves.csv`, a row for each evaluation of a judge on
 * the way, and, where such was measured, `inside.csv`, `landscape.csv` and `barriers.csv`, see {@linkcode BoardFiles}. Columns of hyperparameters begin with `hp_`; empty cells have no value.
 *
 * @category Trials
 * @param trials The trials.
 * @returns The files' contents by name.
 *
 * @example
 * ```ts
 * import { boardFiles, readBoardFiles } from "@descent/board";
 * import { sampleTrials } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const trials = sampleTrials();
 * assertEquals(readBoardFiles(boardFiles(trials)), trials);
 * ```
 */
export function boardFiles(trials: readonly BoardTrial[]): BoardFiles {
  const own = ([SCHEDULE, TIME] as const)
    .filter((column) => trials.some((trial) => trial[column] !== undefined));
  const names = [...new Set(trials.flatMap(({ hyperparameters }) => Object.keys(hyperparameters)))];
  const rows = trials.map((trial) => [
    ...[trial.problem, trial.rule, trial.phase, trial.draw, trial.seed, trial.status],
    ...[trial.untrainedValidation, trial.validation, trial.untrainedTest, trial.test],
    ...[trial.evaluations, trial.parameters, trial.weights],
    ...own.map((column) => trial[column] ?? null),
    ...names.map((name) => trial.hyperparameters[name] ?? null),
  ]);
  const points = trials.flatMap(({ problem, rule, seed, curve }) =>
    curve.map(([evaluations, loss]) => [problem, rule, seed, evaluations, loss])
  );
  const values = trials.flatMap(({ problem, rule, seed, inside = [] }) =>
    inside.map(({ evaluations, measure, layer, value }) => [
      ...[problem, rule, seed, evaluations, measure, layer, value],
    ])
  );
  const header = [...TRIAL_COLUMNS, ...own, ...names.map((name) => `${HYPERPARAMETER}${name}`)];
  return {
    "trials.csv": stringify([header, ...rows], { headers: false }),
    "curves.csv": stringify([[...CURVE_COLUMNS], ...points], { headers: false }),
    ...(values.length > 0 && {
      "inside.csv": stringify([[...INSIDE_COLUMNS], ...values], { headers: false }),
    }),
    ...landscapeTables(trials),
  };
}

/**
 * Reads what {@linkcode boardFiles} has written.
 *
 * @category Trials
 * @param files The files' contents by name.
 * @returns The trials, in the order of their rows.
 * @throws {SyntaxError} When a column is missing or a cell is none of its kind.
 *
 * @example
 * ```ts
 * import { readBoardFiles } from "@descent/board";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => readBoardFiles({ "trials.csv": "a\r\n", "curves.csv": "" }), SyntaxError, "curves.csv: expected");
 * ```
 */
export function readBoardFiles(files: BoardFiles): BoardTrial[] {
  const curves = new Map<string, CurvePoint[]>();
  for (const row of table(files["curves.csv"], "curves.csv", CURVE_COLUMNS)) {
    const key = `${row.problem}/${row.rule}/${row.seed}`;
    const points = curves.get(key) ?? [];
    curves.set(key, points);
    points.push([number(row, "evaluations"), number(row, "validation")]);
  }
  const inside = insideValues(files["inside.csv"]);
  const landscapes = readLandscapes(files);
  return table(files["trials.csv"], "trials.csv", TRIAL_COLUMNS).map((row) => {
    const { problem, rule } = row;
    const phase = word(row, "phase", PHASES);
    const hyperparameters = Object.entries(row).flatMap(([column, text]) =>
      column.startsWith(HYPERPARAMETER) && text !== ""
        ? [[column.slice(HYPERPARAMETER.length), number(row, column)]]
        : []
    );
    return {
      problem,
      rule,
      phase,
      draw: number(row, "draw"),
      seed: number(row, "seed"),
      hyperparameters: Object.fromEntries(hyperparameters),
      ...(row[SCHEDULE] !== undefined && { schedule: row[SCHEDULE] }),
      ...(row[TIME] !== undefined && TIMED.includes(phase) && { time: optional(row, TIME) }),
      status: word(row, "status", ["completed", "diverged", "failed"]),
      untrainedValidation: optional(row, "untrained_validation"),
      validation: optional(row, "validation"),
      untrainedTest: optional(row, "untrained_test"),
      test: optional(row, "test"),
      evaluations: number(row, "evaluations"),
      parameters: number(row, "parameters"),
      weights: row.weights === "" ? null : row.weights,
      curve: phase === "judge" ? curves.get(`${problem}/${rule}/${row.seed}`) ?? [] : [],
      ...(phase === "diagnostics" && { inside: inside.get(`${problem}/${rule}`) ?? [] }),
      ...(phase === "landscape" && landscapes.has(`${problem}/${rule}`) && {
        landscape: landscapes.get(`${problem}/${rule}`)!,
      }),
    };
  });
}

/** The values that were measured from inside, by problem and rule, of which one trial was. */
function insideValues(text: string | undefined): Map<string, InsideValue[]> {
  const values = new Map<string, InsideValue[]>();
  if (text === undefined) return values;
  for (const row of table(text, "inside.csv", INSIDE_COLUMNS)) {
    const key = `${row.problem}/${row.rule}`;
    const own = values.get(key) ?? [];
    values.set(key, own);
    const { measure, layer } = row;
    own.push({
      ...{ evaluations: number(row, "evaluations"), measure, layer },
      value: number(row, "value"),
    });
  }
  return values;
}
