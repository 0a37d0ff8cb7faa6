import type { Run, RunRecord } from "@descent/reports";

/** The purpose of a trial. */
export type BoardPhase = "search" | "repeat" | "judge";

/** A point of a training curve. */
export type CurvePoint = readonly [gradientEvaluations: number, validationLoss: number];

/** A trial of the benchmark: the row of `trials.csv` that every table is computed from. The clock has no part in it. */
export interface BoardTrial {
  /** Name of the problem. */
  readonly problem: string;
  /** Name of the rule. */
  readonly rule: string;
  /** Its purpose. */
  readonly phase: BoardPhase;
  /** The setting's place among the draws of its search, from 0. */
  readonly draw: number;
  /** Its seed. */
  readonly seed: number;
  /** A value for every hyperparameter. */
  readonly hyperparameters: Readonly<Record<string, number>>;
  /** How it ended. */
  readonly status: "completed" | "diverged" | "failed";
  /** Validation loss of the untrained model; `null` where it failed. */
  readonly untrainedValidation: number | null;
  /** Validation loss at the end; `null` where it did not get there. */
  readonly validation: number | null;
  /** Test loss of the untrained model; `null` where it was not looked at. */
  readonly untrainedTest: number | null;
  /** Test loss at the end; `null` where it was not looked at or did not get there. */
  readonly test: number | null;
  /** Gradient evaluations. */
  readonly evaluations: number;
  /** Trained numbers. */
  readonly parameters: number;
  /** SHA-256 of the weights at the end; `null` where it did not get there. */
  readonly weights: string | null;
  /** Evaluations on the way; of a judge alone. */
  readonly curve: readonly CurvePoint[];
}

/** The source of a row: of a record the parts that say what ran, and what came of it. */
export interface RunLike extends Pick<Run, "metrics"> {
  /** The parts of the record. */
  readonly record:
    & Pick<RunRecord, "seed" | "phase" | "status" | "results">
    & {
      readonly problem: Pick<RunRecord["problem"], "name">;
      readonly optimizer: Pick<RunRecord["optimizer"], "name">;
      readonly setting: Pick<RunRecord["setting"], "hyperparameters">;
    };
}

/** Digits of a curve's losses: it is drawn, and read for the time to a loss. */
const CURVE_DIGITS = 5;

/**
 * The rows of a benchmark's trials.
 *
 * @param runs The trials, each search's in the order of its draws, as `runBoard` gives them.
 * @returns A row for each, in the same order.
 *
 * @example
 * ```ts
 * import { boardTrials } from "@descent/board";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const [{ phase, draw, test }] = boardTrials([sampleRun({ phase: "search" })]);
 * assertEquals([phase, draw, test], ["search", 0, null]);
 * ```
 */
export function boardTrials(runs: readonly RunLike[]): BoardTrial[] {
  const searches = new Map<string, string[]>();
  return runs.map(({ record, metrics }) => {
    const { problem, optimizer, setting: { hyperparameters }, seed, results, status } = record;
    const key = `${problem.name}/${optimizer.name}`;
    const settings = searches.get(key) ?? [];
    searches.set(key, settings);
    const text = JSON.stringify(hyperparameters);
    const isJudge = record.phase === "final";
    const known = settings.indexOf(text);
    const draw = known >= 0 ? known : settings.push(text) - 1;
    const { initial, final, gradientEvaluations, parameterCount, weightsDigest } = results;
    return {
      problem: problem.name,
      rule: optimizer.name,
      phase: isJudge ? "judge" : known >= 0 ? "repeat" : "search",
      draw,
      seed,
      hyperparameters,
      status,
      untrainedValidation: initial["validation/loss"] ?? null,
      validation: final["validation/loss"] ?? null,
      untrainedTest: isJudge ? initial["test/loss"] ?? null : null,
      test: isJudge ? final["test/loss"] ?? null : null,
      evaluations: gradientEvaluations,
      parameters: parameterCount,
      weights: weightsDigest,
      curve: isJudge
        ? metrics.flatMap(({ gradientEvaluations, scores }): CurvePoint[] => {
          const loss = scores["validation/loss"];
          return loss == null || !Number.isFinite(loss)
            ? []
            : [[gradientEvaluations, Number(loss.toPrecision(CURVE_DIGITS))]];
        })
        : [],
    };
  });
}
