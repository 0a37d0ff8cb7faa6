import * as v from "valibot";
import { RUN_RECORD_VERSION, type RunRecord } from "./run_record.ts";

const text = v.string("wanted a text");
const number = v.pipe(v.number("wanted a number"), v.finite("wanted a finite number"));
const whole = v.pipe(
  number,
  v.safeInteger("wanted a whole number"),
  v.minValue(0, "wanted 0 or more"),
);
const orNull = <T>(schema: v.GenericSchema<T>): v.GenericSchema<T | null> => v.nullable(schema);

// These words become folder names, so they must not be able to lead out of the runs folder.
const segment = v.pipe(
  text,
  v.regex(
    /^[A-Za-z0-9][A-Za-z0-9._=+,-]{0,119}$/,
    "wanted a letter or digit, then up to 119 letters, digits or . _ = + , -",
  ),
);

const scores = v.strictObject({
  trainLoss: orNull(number),
  trainAccuracy: orNull(number),
  validationLoss: orNull(number),
  validationAccuracy: orNull(number),
  testLoss: orNull(number),
  testAccuracy: orNull(number),
});

const schema: v.GenericSchema<RunRecord> = v.strictObject({
  formatVersion: v.literal(RUN_RECORD_VERSION, `wanted ${RUN_RECORD_VERSION}; run the trial again`),
  experiment: segment,
  problem: segment,
  dataset: v.strictObject({
    name: text,
    train: whole,
    validation: whole,
    test: whole,
    preprocessing: text,
  }),
  network: text,
  optimizer: v.strictObject({ name: segment, title: text }),
  setting: v.strictObject({
    id: segment,
    hyperparameters: v.record(text, number),
    variables: v.record(text, v.union([number, text], "wanted a finite number or a text")),
  }),
  seed: whole,
  phase: text,
  budget: v.strictObject({ epochs: number, steps: whole, batchSize: whole }),
  selection: orNull(v.strictObject({ metric: text, candidates: whole, score: number })),
  status: v.picklist(
    ["completed", "diverged", "failed"],
    "wanted completed, diverged or failed",
  ),
  divergedAtStep: orNull(whole),
  error: orNull(text),
  results: v.strictObject({
    final: scores,
    best: scores,
    bestEpoch: orNull(number),
    steps: whole,
    epochs: number,
    seconds: number,
    target: orNull(v.strictObject({ metric: text, value: number })),
    stepsToTarget: orNull(whole),
    secondsToTarget: orNull(number),
    parameterCount: whole,
    imagesPerSecond: orNull(number),
  }),
  environment: v.strictObject({
    descent: text,
    deno: text,
    v8: text,
    typescript: text,
    os: text,
    arch: text,
    cpu: orNull(text),
    cpuCount: whole,
    threads: whole,
    matmul: v.strictObject({ backend: text, version: text }),
    dtype: v.picklist(["f32", "f64"], "wanted f32 or f64"),
  }),
  startedAt: v.pipe(text, v.isoTimestamp("wanted an ISO 8601 time")),
  command: text,
});

/**
 * Checks that a value is a run record.
 *
 * @param value What `JSON.parse` gave, or a record about to be written.
 * @param source Where it came from, for the message: a path.
 * @returns The same value, typed.
 * @throws {SyntaxError} When a field is missing, unknown or of the wrong kind, or when `status`
 * disagrees with `divergedAtStep` or `error`.
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
  const result = v.safeParse(schema, value);
  if (!result.success) {
    const issue = result.issues[0];
    const field = v.getDotPath(issue) ?? "the whole";
    throw new SyntaxError(
      `Run record ${source}: '${field}' is ${issue.received}; ${wanted(issue)}`,
    );
  }
  const record = result.output;
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
  return record;
}

/** Valibot words what is wrong with an object by itself, in a form that would repeat our sentence. */
function wanted(issue: v.BaseIssue<unknown>): string {
  if (issue.type !== "strict_object") return issue.message;
  if (issue.expected === "Object") return "wanted an object";
  return issue.expected === "never" ? "wanted no such field" : "wanted a value";
}
