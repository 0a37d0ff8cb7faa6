import * as v from "valibot";
import { type MetricKey, SPLITS } from "./metric.ts";
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

/** The fields of a run record. */
export const recordFields = {
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
    dtype: v.picklist(["f32", "f64"], "wanted f32 or f64"),
  }),
  startedAt: v.pipe(text, v.isoTimestamp("wanted an ISO 8601 time")),
  command: text,
};

/** A run record, each field by itself. */
export const recordSchema: v.GenericSchema<RunRecord> = v.strictObject(recordFields);
