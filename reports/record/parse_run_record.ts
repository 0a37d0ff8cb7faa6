import * as v from "valibot";
import {
  base64,
  digest,
  metricKey,
  moduleFields,
  notNegative,
  number,
  optimizer,
  orNull,
  positive,
  problem,
  scores,
  segment,
  setting,
  shortDigest,
  text,
  wanted,
  whole,
} from "./_record_fields.ts";
import { scoreProblem } from "./_score_range.ts";
import { metricOf, type Scores } from "./metric.ts";
import { RUN_RECORD_VERSION, type RunRecord } from "./run_record.ts";

const schema: v.GenericSchema<RunRecord> = v.strictObject({
  formatVersion: v.literal(RUN_RECORD_VERSION, `wanted ${RUN_RECORD_VERSION}; run the trial again`),
  trialId: shortDigest,
  experiment: segment,
  problem,
  dataset: orNull(v.strictObject({
    name: text,
    train: whole,
    validation: whole,
    test: whole,
    preprocessing: text,
    classes: v.exactOptional(
      v.array(v.strictObject({ name: text, train: whole, validation: whole, test: whole })),
    ),
    digest: v.exactOptional(text),
    remark: v.exactOptional(text),
  })),
  network: text,
  optimizer,
  setting,
  seed: whole,
  phase: text,
  budget: v.strictObject({
    epochs: notNegative,
    steps: whole,
    batchSize: whole,
    schedule: text,
  }),
  selection: orNull(v.strictObject({ metric: metricKey, candidates: whole, score: number })),
  status: v.picklist(
    ["completed", "diverged", "failed"],
    "wanted completed, diverged or failed",
  ),
  divergedAtStep: orNull(whole),
  error: orNull(text),
  results: v.strictObject({
    initial: scores,
    final: scores,
    best: scores,
    bestEpoch: orNull(notNegative),
    steps: whole,
    epochs: notNegative,
    seconds: notNegative,
    gradientEvaluations: whole,
    target: orNull(v.strictObject({ metric: metricKey, value: number })),
    stepsToTarget: orNull(whole),
    secondsToTarget: orNull(notNegative),
    parameterCount: whole,
    examplesPerSecond: orNull(notNegative),
    weightsDigest: orNull(digest),
    tensorDigests: v.record(text, shortDigest),
  }),
  specification: v.strictObject({
    evaluationsPerEpoch: notNegative,
    examplesPerEvaluation: v.exactOptional(whole),
    heldOutOnly: v.exactOptional(v.boolean("wanted true or false")),
    schedule: v.union([
      text,
      v.strictObject({
        kind: v.literal("step-decay"),
        everyEpochs: number,
        factor: number,
      }),
      v.strictObject({ kind: v.literal("module"), ...moduleFields }),
    ], "wanted a text, a step decay or a module"),
    target: orNull(number),
    testing: v.boolean("wanted true or false"),
    observe: v.array(text),
    optimizer: orNull(v.strictObject(moduleFields)),
    problem: orNull(v.strictObject(moduleFields)),
  }),
  references: v.array(v.strictObject({ title: text, metric: metricKey, value: number })),
  samples: v.array(text),
  confusion: orNull(v.array(v.array(whole))),
  pictures: v.exactOptional(v.strictObject({
    shape: v.array(whole),
    worst: v.array(v.strictObject({
      index: whole,
      target: whole,
      predicted: whole,
      probability: notNegative,
      pixels: base64,
    })),
    filters: orNull(v.strictObject({ shape: v.array(whole), pixels: v.array(base64) })),
  })),
  environment: v.strictObject({
    descent: text,
    code: text,
    deno: text,
    v8: text,
    typescript: text,
    os: text,
    arch: text,
    cpu: orNull(text),
    cpuCount: positive,
    threads: positive,
    jobs: positive,
    matmul: v.strictObject({ backend: text, version: text }),
    multiplyAdd: v.picklist(["relaxed", "strict"], "wanted relaxed or strict"),
    fusedMultiplyAdd: v.boolean("wanted true or false"),
    dtype: v.picklist(["f32", "f64"], "wanted f32 or f64"),
  }),
  startedAt: v.pipe(text, v.isoTimestamp("wanted an ISO 8601 time")),
  command: text,
});

/**
 * Checks that a value is a run record.
 *
 * @category Records
 * @param value The result of `JSON.parse`, or a record about to be written.
 * @param source The path that it was read from, for messages.
 * @returns The same value, typed.
 * @throws {SyntaxError} When the record is of another format version, a field is missing, unknown or of the
 * wrong kind or out of its range, a key names a metric that the problem lacks, or `status` disagrees with
 * `divergedAtStep` or `error`.
 *
 * @example A message names the file and the field
 * ```ts
 * import { parseRunRecord } from "@descent/reports";
 * import { sampleRecord } from "@descent/reports/testing";
 * import { assertThrows } from "@std/assert";
 *
 * const record = { ...sampleRecord(), seed: "one" };
 * assertThrows(() => parseRunRecord(record, "record.json"), SyntaxError, "'seed'");
 * ```
 */
export function parseRunRecord(value: unknown, source: string): RunRecord {
  refuseOlder(value, source);
  const result = v.safeParse(schema, value);
  if (!result.success) {
    const issue = result.issues[0];
    const field = v.getDotPath(issue) ?? "the whole";
    throw new SyntaxError(
      `Run record ${source}: '${field}' is ${issue.received}; ${wanted(issue)}`,
    );
  }
  const record = result.output;
  checkMetrics(record, source);
  if ((record.status === "diverged") !== (record.divergedAtStep !== null)) {
    throw new SyntaxError(
      `Run record ${source}: status '${record.status}' with divergedAtStep ${record.divergedAtStep}; ` +
        "wanted a step exactly when the trial diverged",
    );
  }
  if ((record.status === "failed") !== (record.error !== null)) {
    throw new SyntaxError(
      `Run record ${source}: status '${record.status}' with error ${
        JSON.stringify(record.error)
      }; ` +
        "wanted a sentence exactly when the trial failed",
    );
  }
  checkScores(record, source);
  return record;
}

/** Every score is in the range of its metric. */
function checkScores({ problem, results }: RunRecord, source: string): void {
  const { final, best } = results;
  for (const [field, scores] of Object.entries({ final, best }) as [string, Scores][]) {
    for (const [key, value] of Object.entries(scores)) {
      const wrong = scoreProblem(metricOf(problem.metrics, key), value);
      if (wrong === undefined) continue;
      throw new SyntaxError(`Run record ${source}: 'results.${field}' has '${key}' ${wrong}`);
    }
  }
}

/** A record of an earlier release lacks most fields; its version is the one thing to say of it. */
function refuseOlder(value: unknown, source: string): void {
  if (typeof value !== "object" || value === null || !("formatVersion" in value)) return;
  const { formatVersion } = value;
  if (typeof formatVersion !== "number" || formatVersion >= RUN_RECORD_VERSION) return;
  throw new SyntaxError(
    `Run record ${source}: format version ${formatVersion} of an earlier release; ` +
      `wanted ${RUN_RECORD_VERSION}; run the trial again`,
  );
}

/** Every metric that the record speaks of is one of its problem's. */
function checkMetrics({ problem, selection, results }: RunRecord, source: string): void {
  const named: [field: string, key: string | undefined][] = [
    ["problem.selection", problem.selection],
    ["selection.metric", selection?.metric],
    ["results.target.metric", results.target?.metric],
    ...Object.keys(results.initial).map((key): [string, string] => ["results.initial", key]),
    ...Object.keys(results.final).map((key): [string, string] => ["results.final", key]),
    ...Object.keys(results.best).map((key): [string, string] => ["results.best", key]),
  ];
  for (const [field, key] of named) {
    if (key === undefined) continue;
    try {
      metricOf(problem.metrics, key);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new SyntaxError(`Run record ${source}: '${field}': ${error.message}`);
    }
  }
}
