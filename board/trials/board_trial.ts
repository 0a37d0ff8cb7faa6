import type { LandscapeRecord, Run, RunRecord } from "@descent/reports";
import type { BoardPlan } from "../protocol/board_plan.ts";
import type { CurvePoint } from "../protocol/time_to_loss.ts";
import { timeToTarget } from "../protocol/time_to_target.ts";

/**
 * The purpose of a trial: `"variant"` judges the chosen setting on the variant of the problem that has its seed for number,
 * `"time"` the setting that was chosen for its time to the target; `"diagnostics"` is the first judge again, measured from
 * inside, and `"landscape"` again, with the loss between its solution and those of other rules.
 *
 * @category Trials
 */
export type BoardPhase =
  | "search"
  | "repeat"
  | "judge"
  | "variant"
  | "time"
  | "diagnostics"
  | "landscape";

/**
 * A trial of the benchmark: the row of `trials.csv` that every table is computed from. The clock has no part in it.
 *
 * @category Trials
 */
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
  /** Its learning-rate schedule, in the algorithm track; absent in the rule track, where the plan has one for each rule. */
  readonly schedule?: string;
  /**
   * Gradient evaluations to the problem's target, `null` where it did not get there; absent where the plan has no targets,
   * and from repeats and trials on variants.
   */
  readonly time?: number | null;
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
  /** The values that were measured from inside; absent but for trials of that phase. */
  readonly inside?: readonly InsideValue[];
  /** The loss between its solution and those of other rules; absent but for trials of that phase that completed. */
  readonly landscape?: BoardLandscape;
}

/**
 * The loss along lines and planes between solutions, as a run's tables keep it.
 *
 * @category Trials
 */
export type BoardLandscape = Pick<LandscapeRecord, "metric" | "lines" | "planes">;

/**
 * A value that was measured from inside a training.
 *
 * @category Trials
 */
export interface InsideValue {
  /** Gradient evaluations until then. */
  readonly evaluations: number;
  /** Name of the measurement: `"sharpness"`, `"gradient_noise_scale"`, or of a layer `"update_ratio"`. */
  readonly measure: string;
  /** The layer; empty for the whole. */
  readonly layer: string;
  /** Its value. */
  readonly value: number;
}

/** The measurements of a record that are kept, and those of layers. */
const WHOLE = ["sharpness", "gradient_noise_scale"], OF_LAYER = "update_ratio.";

/**
 * The source of a row: of a record the parts that say what ran, and what came of it.
 *
 * @category Trials
 */
export interface RunLike extends Pick<Run, "metrics"> {
  /** The parts of the record. */
  readonly record:
    & Pick<RunRecord, "seed" | "phase" | "status" | "results" | "landscape">
    & {
      readonly problem: Pick<RunRecord["problem"], "name">;
      readonly optimizer: Pick<RunRecord["optimizer"], "name">;
      readonly setting: Pick<RunRecord["setting"], "hyperparameters">;
      readonly budget: Pick<RunRecord["budget"], "schedule">;
    };
}

/** Digits of a curve's losses and of times: they are drawn and compared. */
const CURVE_DIGITS = 5;
/** Phases that records and rows have by the same name. */
const OF_THEIR_OWN = ["time", "variant", "diagnostics", "landscape"] as const;

/**
 * The rows of a benchmark's trials.
 *
 * @category Trials
 * @param runs The trials, each search's in the order of its draws, as `runBoard` gives them.
 * @param plan Which track, and whether trials are timed; default the rule track, and not.
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
export function boardTrials(
  runs: readonly RunLike[],
  { track = "rule", targets }: Partial<Pick<BoardPlan, "track" | "targets">> = {},
): BoardTrial[] {
  const searches = new Map<string, string[]>();
  return runs.map(({ record, metrics }): BoardTrial => {
    const { problem, optimizer, setting: { hyperparameters }, seed, results, status } = record;
    const key = `${problem.name}/${optimizer.name}`;
    const settings = searches.get(key) ?? [];
    searches.set(key, settings);
    const { schedule } = record.budget;
    const text = JSON.stringify([hyperparameters, track === "algorithm" && schedule]);
    const isJudge = record.phase === "final";
    const looksAtTest = isJudge || record.phase === "variant";
    const own = OF_THEIR_OWN.find((phase) => phase === record.phase);
    const isTimed = targets !== undefined && (own === undefined || own === "time");
    const known = settings.indexOf(text);
    const phase = isJudge ? "judge" : own !== undefined ? own : known >= 0 ? "repeat" : "search";
    const draw = known >= 0 ? known : settings.push(text) - 1;
    const { initial, final, gradientEvaluations, parameterCount, weightsDigest } = results;
    return {
      problem: problem.name,
      rule: optimizer.name,
      phase,
      draw,
      seed,
      hyperparameters,
      ...(track === "algorithm" && { schedule }),
      ...(isTimed && phase !== "repeat" && { time: timeOf({ record, metrics }) }),
      status,
      untrainedValidation: initial["validation/loss"] ?? null,
      validation: final["validation/loss"] ?? null,
      untrainedTest: looksAtTest ? initial["test/loss"] ?? null : null,
      test: looksAtTest ? final["test/loss"] ?? null : null,
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
      ...(phase === "diagnostics" && { inside: metrics.flatMap(insideOf) }),
      ...(phase === "landscape" && record.landscape && { landscape: rounded(record.landscape) }),
    };
  });
}

function insideOf(
  { gradientEvaluations: evaluations, extra = {} }: Run["metrics"][number],
): InsideValue[] {
  // A record that was read has its columns in another order than one that was just made.
  return Object.keys(extra).sort().flatMap((column): InsideValue[] => {
    const value = extra[column];
    const ofLayer = column.startsWith(OF_LAYER);
    if (value === null || !Number.isFinite(value) || !(ofLayer || WHOLE.includes(column))) {
      return [];
    }
    return [{
      evaluations,
      measure: ofLayer ? OF_LAYER.slice(0, -1) : column,
      layer: ofLayer ? column.slice(OF_LAYER.length) : "",
      value: Number(value.toPrecision(CURVE_DIGITS)),
    }];
  });
}

function rounded({ metric, lines, planes }: LandscapeRecord): BoardLandscape {
  const short = (value: number): number => Number(value.toPrecision(CURVE_DIGITS));
  const known = (value: number | null): number | null => value === null ? null : short(value);
  return {
    metric,
    lines: lines.map(({ distance, barriers: [loss, other], points, ...line }) => ({
      ...line,
      distance: short(distance),
      barriers: [known(loss), known(other)],
      points: points.map(([position, loss, value]) => [position, known(loss), known(value)]),
    })),
    planes: planes.map(({ kind, marks, x, y, losses }) => ({
      kind,
      marks: marks.map((mark) => ({ ...mark, x: short(mark.x), y: short(mark.y) })),
      x: x.map(short),
      y: y.map(short),
      losses: losses.map((row) => row.map(known)),
    })),
  };
}

function timeOf(run: RunLike): number | null {
  const time = timeToTarget(run);
  return time === Infinity ? null : Number(time.toPrecision(CURVE_DIGITS));
}
