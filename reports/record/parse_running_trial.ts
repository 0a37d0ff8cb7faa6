import * as v from "valibot";
import {
  notNegative,
  number,
  optimizer,
  orNull,
  problem,
  scores,
  segment,
  setting,
  shortDigest,
  text,
  wanted,
  whole,
} from "./_field_schemas.ts";
import { metricOf } from "./metric.ts";
import type { MetricsRow } from "./metrics_row.ts";
import type { RunRecord } from "./run_record.ts";

/**
 * A trial that runs, while its record is not made yet.
 *
 * @category Records
 */
export interface RunningTrialRecord extends
  Pick<
    RunRecord,
    "trialId" | "experiment" | "problem" | "optimizer" | "setting" | "seed" | "phase"
  > {
  /** Epochs to do. */
  readonly epochs: number;
}

/**
 * The content of the file of a running trial.
 *
 * @category Records
 */
export interface RunningContent {
  /** The trial. */
  readonly trial: RunningTrialRecord;
  /** When its run began, ISO 8601 in UTC: where it begins again, the file does. */
  readonly startedAt: string;
  /** Its evaluations so far, without what an experiment measures besides. */
  readonly rows: readonly MetricsRow[];
}

const header: v.GenericSchema<RunningTrialRecord & { readonly startedAt: string }> = v.strictObject(
  {
    trialId: shortDigest,
    experiment: segment,
    problem,
    optimizer,
    setting,
    seed: whole,
    phase: text,
    epochs: notNegative,
    startedAt: v.pipe(text, v.isoTimestamp("wanted an ISO 8601 time")),
  },
);

const row: v.GenericSchema<MetricsRow> = v.strictObject({
  step: whole,
  epoch: notNegative,
  seconds: notNegative,
  gradientEvaluations: whole,
  learningRate: orNull(number),
  scores,
});

/**
 * Reads the file of a running trial, of which the last line may be half written.
 *
 * @category Records
 * @param content The file's text so far.
 * @param path The path that it was read from, for messages.
 * @returns The trial and its evaluations; `null` before its first line is there.
 * @throws {SyntaxError} When a whole line is not what {@linkcode runningFile} writes.
 *
 * @example
 * ```ts
 * import { parseRunningTrial } from "@descent/reports";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * assertEquals(parseRunningTrial('{"trialId":', "seed-1.running.jsonl"), null);
 * assertThrows(() => parseRunningTrial("{}\n", "seed-1.running.jsonl"), SyntaxError, "'trialId'");
 * ```
 */
export function parseRunningTrial(content: string, path: string): RunningContent | null {
  const [first, ...lines] = content.split("\n").slice(0, -1);
  if (first === undefined) return null;
  const { startedAt, ...trial } = parseLine(header, first, `${path}, line 1`);
  try {
    metricOf(trial.problem.metrics, trial.problem.selection);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new SyntaxError(`Running trial ${path}: ${error.message}`);
  }
  const rows = lines.map((line, index) => parseLine(row, line, `${path}, line ${index + 2}`));
  return { trial, startedAt, rows };
}

function parseLine<T>(schema: v.GenericSchema<T>, line: string, place: string): T {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new SyntaxError(`Running trial ${place}: not JSON (${(error as Error).message})`);
  }
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const field = v.getDotPath(issue) ?? "the whole";
  throw new SyntaxError(
    `Running trial ${place}: '${field}' is ${issue.received}; ${wanted(issue)}`,
  );
}
