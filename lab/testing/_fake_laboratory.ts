import type { Run, Scores } from "@descent/reports";
import { sampleRun } from "@descent/reports/testing";
import { sampleDataset } from "@descent/data/testing";
import { shareDataset, type SharedDataset } from "../trials/shared_dataset.ts";
import type { Trial } from "../trials/trial.ts";
import { NO_SCORES } from "../trials/trial_outcome.ts";
import type { Laboratory } from "../experiment/laboratory.ts";

/** What a trial of a fake laboratory comes to: a validation accuracy, some scores, or that it diverged. */
export type FakeOutcome = number | Partial<Scores> | "diverged";

/** A laboratory that trains nothing. */
export interface FakeLaboratory extends Laboratory {
  /** What it was asked for, call by call. */
  readonly calls: readonly { readonly trials: readonly Trial[]; readonly toCome: number }[];
}

/** A laboratory whose trials come to what a function says. */
export async function fakeLaboratory(
  outcomeOf: (trial: Trial) => FakeOutcome,
): Promise<FakeLaboratory> {
  const calls: { trials: readonly Trial[]; toCome: number }[] = [];
  const dataset: SharedDataset = await shareDataset(sampleDataset());
  return {
    calls,
    dataset,
    run(trials, { toCome = 0 } = {}) {
      calls.push({ trials, toCome });
      return Promise.resolve(trials.map((trial) => runOf(trial, outcomeOf(trial))));
    },
  };
}

function runOf(trial: Trial, outcome: FakeOutcome): Run {
  const { experiment, problem, optimizer, hyperparameters, variables, seed, phase, selection } =
    trial;
  const setting = { id: JSON.stringify(hyperparameters), hyperparameters, variables };
  const { epochs, batchSize } = problem;
  const keys = {
    experiment,
    problem: problem.name,
    optimizer,
    setting,
    seed,
    phase,
    budget: { epochs, batchSize, steps: 40 },
    selection,
  };
  const { record, metrics } = sampleRun(keys);
  if (outcome === "diverged") {
    const results = { ...record.results, final: NO_SCORES, best: NO_SCORES };
    return sampleRun({ ...keys, status: outcome, divergedAtStep: 2, results });
  }
  const scores = typeof outcome === "number" ? { validationAccuracy: outcome } : outcome;
  const final = { ...record.results.final, ...scores };
  return { record: { ...record, results: { ...record.results, final, best: final } }, metrics };
}
