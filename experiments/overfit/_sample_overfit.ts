import type { Run } from "@descent/reports";
import { sampleRecord, sampleRun } from "@descent/reports/testing";
import type { OverfitResult } from "./run_overfit.ts";

/** A completed trial with a learning rate of 0.01, and a validation accuracy of 0.6 unless told otherwise. */
export function runOf(weightScale: number, train: number, validation = 0.6): Run {
  const { results } = sampleRecord();
  const scores = { "train/accuracy": train, "validation/accuracy": validation };
  return sampleRun({
    setting: { id: "s", hyperparameters: { learningRate: 0.01 }, variables: { weightScale } },
    results: { ...results, final: { ...results.final, ...scores } },
  });
}

/** A result of SGD with three layers in which nothing was completed, with changes. */
export function resultOf(changes: Partial<OverfitResult>): OverfitResult {
  const nothing = { grid: [], best: undefined, finals: [] };
  return { depth: 3, name: "sgd", title: "SGD", ...nothing, ...changes };
}
