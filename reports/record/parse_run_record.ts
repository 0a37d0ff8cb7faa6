import * as v from "valibot";
import { scoreProblem } from "./_score_range.ts";
import { type MetricKey, metricOf, type Scores, SPLITS } from "./metric.ts";
import { RUN_RECORD_VERSION, type RunRecord } from "./run_record.ts";

const text = v.string("wanted a text");
const number = v.pipe(v.number("wanted a number"), v.finite("wanted a finite number"));
const whole = v.pipe(
  number,
  v.safeInteger("wanted a whole number"),
  v.minValue(0, "wanted 0 or more"),
);
const notNegative = v.pipe(number, v.minValue(0, "wanted 0 or more"));
const positive = v.pipe(whole, v.minValue(1, "wanted 1 or more"));
const orNull = <T>(schema: v.GenericSchema<T>): v.GenericSchema<T | null> => v.nullable(schema);

// These words become folder names, so they must not be able to lead out of the runs folder.
const segment = v.pipe(
  text,
  v.regex(
    /^[A-Za-z0-9][A-Za-z0-9._=+,-]{0,119}$/,
    "wanted a letter or digit, then up to 119 letters, digits or . _ = + , -",
  ),
);

const scores = v.record(text, orNull(number));

const digest = v.pipe(
  text,
  v.regex(/^[0-9a-f]{64}$/, "wanted 64 hexadecimal digits in lower case"),
);

const shortDigest = v.pipe(
  text,
  v.regex(/^[0-9a-f]{16}$/, "wanted 16 hexadecimal digits in lower case"),
);

const base64 = v.pipe(text, v.regex(/^[A-Za-z0-9+/]*={0,2}$/, "wanted base64"));

const moduleFields = { address: text, digest: text };

// A split and this make a column's name.
const metricName = v.pipe(
  text,
  v.regex(/^[A-Za-z][A-Za-z0-9_.-]*$/, "wanted a letter, then letters, digits or _ . -"),
);

const metricKey = v.custom<MetricKey>(
  (key) => typeof key === "string" && SPLITS.some((split) => key.startsWith(`${split}/`)),
  "wanted a metric on a split, such as validation/loss",
);

const metric = v.strictObject({
  title: v.pipe(text, v.nonEmpty("wanted a title")),
  better: v.picklist(["higher", "lower"], "wanted higher or lower"),
  format: v.picklist(
    ["percent", "count", "seconds", "number"],
    "wanted percent, count, seconds or number",
  ),
});

const option = v.union(
  [number, text, v.boolean(), v.array(number), v.null()],
  "wanted a finite number, a text, true, false, finite numbers or null",
);

const schema: v.GenericSchema<RunRecord> = v.strictObject({
  formatVersion: v.literal(RUN_RECORD_VERSION, `wanted ${RUN_RECORD_VERSION}; run the trial again`),
  trialId: shortDigest,
  experiment: segment,
  problem: v.strictObject({
    name: segment,
    title: v.pipe(text, v.nonEmpty("wanted a title")),
    options: v.record(text, option),
    metrics: v.record(metricName, metric),
    selection: metricKey,
  }),
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
  optimizer: v.strictObject({ name: segment, title: text }),
  setting: v.strictObject({
    id: segment,
    hyperparameters: v.record(text, number),
    variables: v.record(text, v.union([number, text], "wanted a finite number or a text")),
  }),
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
    convolution: v.optional(v.picklist(["auto", "direct"], "wanted auto or direct")),
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

/** Valibot words what is wrong with an object by itself, in a form that would repeat our sentence. */
function wanted(issue: v.BaseIssue<unknown>): string {
  if (issue.type !== "strict_object") return issue.message;
  if (issue.expected === "Object") return "wanted an object";
  return issue.expected === "never" ? "wanted no such field" : "wanted a value";
}
