import { scheduleTitle } from "@descent/problems";
import type { MetricsRow, Run, Scores } from "@descent/reports";
import { sampleRun } from "@descent/reports/testing";
import { askedTrials } from "../experiment/asked_trials.ts";
import type { Laboratory } from "../experiment/laboratory.ts";
import type { Trial } from "../trials/trial.ts";
import { failedOutcome } from "../trials/trial_outcome.ts";
import { sampleData } from "./sample_trial.ts";

/**
 * The outcome of a trial in a fake laboratory: its validation accuracy, which is 1 less the loss, some scores, or that it
 * diverged or failed.
 *
 * @category Testing
 */
export type FakeOutcome = number | Scores | "diverged" | "failed";

/**
 * The evaluations of a trial in a fake laboratory, of its scores at the end.
 *
 * @category Testing
 */
export type FakeRows = (trial: Trial, final: Scores) => readonly MetricsRow[];

/**
 * A laboratory that trains nothing.
 *
 * @category Testing
 */
export interface FakeLaboratory extends Laboratory {
  /** The trials that it was asked for, call by call. */
  readonly calls: readonly { readonly trials: readonly Trial[]; readonly furtherTrials: number }[];
}

/**
 * A laboratory whose trials come to what a function says; its data are always {@linkcode sampleData}, and its evaluations
 * those of a sample unless a function says others.
 *
 * @category Testing
 */
export function fakeLaboratory(
  outcomeOf: (trial: Trial) => FakeOutcome,
  rowsOf?: FakeRows,
): FakeLaboratory {
  const calls: { trials: readonly Trial[]; furtherTrials: number }[] = [];
  return {
    calls,
    data: sampleData,
    async run(trials, { furtherTrials = 0, follow } = {}) {
      const all: Trial[] = [];
      let count = 0;
      const list = askedTrials((trial) => Promise.resolve({ trial, id: String(count++) }), follow);
      for (const waiting = await list.ask(trials); waiting.length > 0;) {
        const { trial, id } = waiting.shift()!;
        all.push(trial);
        waiting.push(...await list.settle(id, runOf(trial, outcomeOf(trial), rowsOf)));
      }
      calls.push({ trials: all, furtherTrials });
      return list.runs();
    },
  };
}

function runOf(trial: Trial, outcome: FakeOutcome, rowsOf?: FakeRows): Run {
  const { experiment, optimizer, hyperparameters, variables, seed, phase, selection } = trial;
  const { name, title, options, metrics, selection: selectedBy, budget } = trial.problem;
  const keys = {
    experiment,
    problem: { name, title, options, metrics, selection: selectedBy },
    optimizer,
    setting: { id: JSON.stringify(hyperparameters), hyperparameters, variables },
    seed,
    phase,
    budget: {
      epochs: budget.epochs,
      batchSize: budget.batchSize,
      steps: 40,
      schedule: scheduleTitle(budget.schedule),
    },
    selection,
  };
  const { record, metrics: rows } = sampleRun(keys);
  if (outcome === "diverged") {
    const results = { ...record.results, final: {}, best: {} };
    return sampleRun({ ...keys, status: outcome, divergedAtStep: 2, results });
  }
  if (outcome === "failed") {
    const { results } = failedOutcome("no reason", new Date(0));
    const { record } = sampleRun({ ...keys, status: outcome, error: "no reason", results });
    return { record, metrics: [] };
  }
  const scores = withLosses(
    typeof outcome === "number" ? { "validation/accuracy": outcome } : outcome,
  );
  const final = { ...record.results.final, ...scores };
  return {
    record: { ...record, results: { ...record.results, final, best: final } },
    metrics: rowsOf?.(trial, final) ?? rows,
  };
}

/** A loss of 1 less the accuracy for each part of the data that has an accuracy and no loss. */
function withLosses(scores: Scores): Scores {
  const losses = (["train", "validation", "test"] as const).flatMap((split) => {
    const accuracy = scores[`${split}/accuracy`];
    return accuracy == null ? [] : [[`${split}/loss`, 1 - accuracy]];
  });
  return { ...Object.fromEntries(losses), ...scores };
}
