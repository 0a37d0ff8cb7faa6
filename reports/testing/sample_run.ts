import type { MetricTable, Scores } from "../record/metric.ts";
import type { MetricsRow } from "../record/metrics_row.ts";
import { type Run, runFolder } from "../record/run_folder.ts";
import { RUN_RECORD_VERSION, type RunRecord } from "../record/run_record.ts";

const CLASSIFICATION: MetricTable = {
  loss: { title: "loss", better: "lower", format: "number" },
  accuracy: { title: "accuracy", better: "higher", format: "percent" },
};

const SCORES: Scores = {
  "train/loss": 0.05,
  "train/accuracy": 0.99,
  "validation/loss": 0.08,
  "validation/accuracy": 0.975,
};

const RECORD: Omit<RunRecord, "trialId"> = {
  formatVersion: RUN_RECORD_VERSION,
  experiment: "compare",
  problem: {
    name: "digits-two-layer",
    title: "digits with a two-layer network",
    options: { hidden: 100 },
    metrics: CLASSIFICATION,
    selection: "validation/accuracy",
  },
  dataset: {
    name: "digits",
    train: 4000,
    validation: 1000,
    test: 1000,
    preprocessing: "pixels / 255",
  },
  network: "784-100-10",
  optimizer: { name: "adam", title: "Adam" },
  setting: { id: "lr=0.001", hyperparameters: { learningRate: 0.001, beta1: 0.9 }, variables: {} },
  seed: 0,
  phase: "final",
  budget: { epochs: 2, steps: 80, batchSize: 100, schedule: "constant" },
  selection: null,
  status: "completed",
  divergedAtStep: null,
  error: null,
  results: {
    initial: { "validation/loss": 2.31, "validation/accuracy": 0.1 },
    final: SCORES,
    best: SCORES,
    bestEpoch: 2,
    steps: 80,
    epochs: 2,
    seconds: 0.2,
    gradientEvaluations: 80,
    target: { metric: "validation/accuracy", value: 0.95 },
    stepsToTarget: 40,
    secondsToTarget: 0.1,
    parameterCount: 79510,
    examplesPerSecond: 40000,
    weightsDigest: "5a".repeat(32),
    tensorDigests: { "hidden.weight": "5a".repeat(8) },
  },
  specification: {
    evaluationsPerEpoch: 1,
    schedule: "constant",
    target: 0.95,
    testing: false,
    observe: [],
    optimizer: null,
    problem: null,
  },
  references: [],
  samples: [],
  confusion: null,
  environment: {
    descent: "0.1.0",
    deno: "2.9.6",
    v8: "15.0",
    typescript: "6.0.3",
    os: "linux",
    arch: "x86_64",
    cpu: null,
    cpuCount: 2,
    threads: 1,
    jobs: 1,
    matmul: { backend: "wasm", version: "0.1.0" },
    multiplyAdd: "relaxed",
    fusedMultiplyAdd: true,
    convolution: "auto",
    code: "5d8e0c31",
    dtype: "f32",
  },
  startedAt: "2026-01-01T00:00:00.000Z",
  command: "deno task compare",
};

const METRICS: readonly MetricsRow[] = [1, 2].map((epoch) => ({
  step: 40 * epoch,
  epoch,
  seconds: 0.1 * epoch,
  gradientEvaluations: 40 * epoch,
  learningRate: 0.001,
  scores: {
    "train/loss": 0.1 / epoch,
    "train/accuracy": 0.98 + 0.005 * epoch,
    "validation/loss": 0.16 / epoch,
    "validation/accuracy": 0.965 + 0.005 * epoch,
  },
}));

const REGRESSION: Pick<RunRecord, "problem" | "dataset" | "network" | "results"> = {
  problem: {
    name: "housing",
    title: "house prices",
    options: { hidden: [16, 8], standardize: true },
    metrics: { loss: { title: "loss", better: "lower", format: "number" } },
    selection: "validation/loss",
  },
  dataset: {
    name: "housing",
    train: 16000,
    validation: 2000,
    test: 2000,
    preprocessing: "standardized",
  },
  network: "8-16-8-1",
  results: {
    ...RECORD.results,
    initial: { "validation/loss": 1.05, "test/loss": 1.02 },
    final: { "train/loss": 0.04, "validation/loss": 0.0425, "test/loss": 0.0431 },
    best: { "train/loss": 0.04, "validation/loss": 0.0425, "test/loss": 0.0431 },
    target: { metric: "validation/loss", value: 0.05 },
    stepsToTarget: 80,
    secondsToTarget: 0.2,
    parameterCount: 289,
  },
};

const REGRESSION_METRICS: readonly MetricsRow[] = METRICS.map(({ epoch, ...row }) => ({
  ...row,
  epoch,
  scores: { "train/loss": 0.08 / epoch, "validation/loss": 0.085 / epoch },
}));

/**
 * A valid run record for a test or an example: a classification of images.
 *
 * @category Testing
 * @param changes Fields to replace, whole.
 * @returns A completed Adam trial with those changes, and with a `trialId` that follows from what tells trials
 * apart: experiment, problem, optimizer, setting and seed.
 *
 * @example Any field can be replaced
 * ```ts
 * import { sampleRecord } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sampleRecord({ seed: 7 }).seed, 7);
 * ```
 */
export function sampleRecord(changes: Partial<RunRecord> = {}): RunRecord {
  const record = { ...RECORD, ...changes };
  return { trialId: digest(runFolder(record)), ...record };
}

/**
 * A valid trial with two evaluations for a test or an example: a classification of images.
 *
 * @category Testing
 * @param changes Fields of the record to replace, whole.
 * @returns The record with those changes, and its metrics.
 *
 * @example It holds one row per epoch
 * ```ts
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sampleRun().metrics.length, 2);
 * ```
 */
export function sampleRun(changes: Partial<RunRecord> = {}): Run {
  return { record: sampleRecord(changes), metrics: METRICS };
}

/**
 * A valid trial of a regression for a test or an example: a lower loss is better, and there is no accuracy.
 *
 * @category Testing
 * @param changes Fields of the record to replace, whole.
 * @returns The record with those changes, and its metrics.
 *
 * @example Its best evaluation is that with the lowest loss
 * ```ts
 * import { sampleRegressionRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const { problem } = sampleRegressionRun().record;
 * assertEquals([problem.selection, problem.metrics.loss.better], ["validation/loss", "lower"]);
 * ```
 */
export function sampleRegressionRun(changes: Partial<RunRecord> = {}): Run {
  return { record: sampleRecord({ ...REGRESSION, ...changes }), metrics: REGRESSION_METRICS };
}

/** FNV-1a with 64 bits: all that an id for tests needs. */
function digest(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}
