import type { MetricsRow } from "./metrics_row.ts";
import type { Run } from "./run_folder.ts";
import { RUN_RECORD_VERSION, type RunRecord, type Scores } from "./run_record.ts";

const SCORES: Scores = {
  trainLoss: 0.05,
  trainAccuracy: 0.99,
  validationLoss: 0.08,
  validationAccuracy: 0.975,
  testLoss: null,
  testAccuracy: null,
};

const RECORD: RunRecord = {
  formatVersion: RUN_RECORD_VERSION,
  experiment: "compare",
  problem: "digits-two-layer",
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
  budget: { epochs: 2, steps: 80, batchSize: 100 },
  selection: null,
  status: "completed",
  divergedAtStep: null,
  error: null,
  results: {
    final: SCORES,
    best: SCORES,
    bestEpoch: 2,
    steps: 80,
    epochs: 2,
    seconds: 0.2,
    target: { metric: "validationAccuracy", value: 0.95 },
    stepsToTarget: 40,
    secondsToTarget: 0.1,
    parameterCount: 79510,
    imagesPerSecond: 40000,
  },
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
    matmul: { backend: "wasm", version: "0.1.0" },
    dtype: "f32",
  },
  startedAt: "2026-01-01T00:00:00.000Z",
  command: "deno task compare",
};

const METRICS: readonly MetricsRow[] = [1, 2].map((epoch) => ({
  step: 40 * epoch,
  epoch,
  seconds: 0.1 * epoch,
  trainLoss: 0.1 / epoch,
  trainAccuracy: 0.98 + 0.005 * epoch,
  validationLoss: 0.16 / epoch,
  validationAccuracy: 0.965 + 0.005 * epoch,
  learningRate: 0.001,
}));

/**
 * A valid run record for a test or an example.
 *
 * @param changes Fields to replace, whole.
 * @returns A completed Adam trial with those changes.
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
  return { ...RECORD, ...changes };
}

/**
 * A valid trial with two evaluations for a test or an example.
 *
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
