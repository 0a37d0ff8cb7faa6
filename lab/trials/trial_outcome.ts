import type {
  DatasetRecord,
  MetricsRow,
  ResultsRecord,
  RunRecord,
  RunStatus,
} from "@descent/reports/record";

/**
 * The outcome of a trial: all of its record that is not known before it runs, and its curve.
 *
 * @category Trials
 */
export interface TrialOutcome {
  /** The model in words: `"784-100-10"`; empty when it could not be built. */
  readonly model: string;
  /** The data that it was trained and evaluated on; `null` where there are none, or the trial failed. */
  readonly dataset: DatasetRecord | null;
  /** Optimizer steps that were planned; 0 when it never got that far. */
  readonly plannedSteps: number;
  /** How it ended. */
  readonly status: RunStatus;
  /** The step at which it diverged, or `null`. */
  readonly divergedAtStep: number | null;
  /** The failure, in one sentence, or `null`. */
  readonly error: string | null;
  /** Scores and cost. */
  readonly results: ResultsRecord;
  /** Scores that other models have on the same data. */
  readonly references: RunRecord["references"];
  /** Texts that the trained model made. */
  readonly samples: readonly string[];
  /** Confusion matrix on the test part; `null` where it was not tested, or there are no classes. */
  readonly confusion: RunRecord["confusion"];
  /** Pictures that the trained model left; absent where it left none. */
  readonly pictures?: NonNullable<RunRecord["pictures"]>;
  /** The loss between its solution and others; absent where it was not looked at. */
  readonly landscape?: NonNullable<RunRecord["landscape"]>;
  /** One row per evaluation. */
  readonly metrics: readonly MetricsRow[];
  /** When it started, ISO 8601 in UTC. */
  readonly startedAt: string;
  /** The trained network as a safetensors file, where it was asked for and the problem has one; no part of a record. */
  readonly network?: Uint8Array;
}

/**
 * The outcome of a trial that threw, or whose worker ended.
 *
 * @category Trials
 * @param error The error that was thrown; the first line of its message counts.
 * @param startedAt When the trial started.
 * @returns An outcome without any score.
 *
 * @example
 * ```ts
 * import { failedOutcome } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const { status, error } = failedOutcome(new TypeError("m is undefined"), new Date(0));
 * assertEquals([status, error], ["failed", "TypeError: m is undefined"]);
 * ```
 */
export function failedOutcome(error: unknown, startedAt: Date): TrialOutcome {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    model: "",
    dataset: null,
    plannedSteps: 0,
    status: "failed",
    divergedAtStep: null,
    error: text.split("\n")[0],
    results: {
      initial: {},
      final: {},
      best: {},
      bestEpoch: null,
      steps: 0,
      epochs: 0,
      seconds: 0,
      gradientEvaluations: 0,
      target: null,
      stepsToTarget: null,
      secondsToTarget: null,
      parameterCount: 0,
      examplesPerSecond: null,
      weightsDigest: null,
      tensorDigests: {},
    },
    references: [],
    samples: [],
    confusion: null,
    metrics: [],
    startedAt: startedAt.toISOString(),
  };
}
