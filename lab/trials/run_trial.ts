import type { Engine } from "@descent/core";
import type { Network } from "@descent/layers";
import { networkText, problemSchedule } from "@descent/problems";
import type { MetricsRow, ResultsRecord, Scores } from "@descent/reports";
import { evaluateImages } from "../training/evaluate_images.ts";
import type { ImageBatches } from "../training/image_batches.ts";
import { firstImages } from "../training/image_tensors.ts";
import { observe } from "../training/observe.ts";
import { train, type Training } from "../training/train.ts";
import { buildTrial, type BuiltTrial } from "./build_trial.ts";
import type { DatasetTensors } from "./dataset_tensors.ts";
import type { SharedDataset } from "./shared_dataset.ts";
import type { Trial } from "./trial.ts";
import { failedOutcome, NO_SCORES, type TrialOutcome } from "./trial_outcome.ts";

/** What {@linkcode runTrial} runs, and with what. */
export interface RunTrialOptions {
  /** The trial. */
  readonly trial: Trial;
  /** Its data. */
  readonly dataset: SharedDataset;
  /** The same data in the engine's memory. */
  readonly tensors: DatasetTensors;
  /** What computes. */
  readonly engine: Engine;
  /** Hears of each evaluation. */
  readonly onEvaluation?: (row: MetricsRow) => void;
}

/** Training that took less than this says nothing of its speed. */
const SHORTEST_TIMED_SECONDS = 0.05;

/**
 * Runs a trial in this thread: builds, trains, evaluates.
 *
 * Settings are to be judged by the validation set alone: the test set is looked at only where the trial asks
 * for it, after training, with the last parameters and with those of the best validation accuracy.
 *
 * @param options The trial, its data and the engine, see {@linkcode RunTrialOptions}.
 * @returns What came out. It does not throw: a trial that does has failed.
 *
 * @example
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { sampleDataset } from "@descent/data/testing";
 * import { datasetTensors, runTrial, shareDataset } from "@descent/lab";
 * import { sampleTrial } from "@descent/lab/testing";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const dataset = await shareDataset(sampleDataset());
 * const tensors = datasetTensors(arena, dataset);
 * const outcome = await runTrial({ trial: sampleTrial(), dataset, tensors, engine });
 * assertEquals([outcome.status, outcome.metrics.length], ["completed", 4]);
 * ```
 */
export async function runTrial(options: RunTrialOptions): Promise<TrialOutcome> {
  const startedAt = new Date();
  try {
    using built = await buildTrial(options);
    return trained(built, options, startedAt);
  } catch (error) {
    return failedOutcome(error, startedAt);
  }
}

function trained(
  { network, optimizer, batches, random }: BuiltTrial,
  { trial, dataset, tensors: whole, onEvaluation }: RunTrialOptions,
  startedAt: Date,
): TrialOutcome {
  const { problem, hyperparameters } = trial;
  const tensors = {
    ...whole,
    train: firstImages(whole.train, problem.trainCount),
    validation: firstImages(whole.validation, problem.validationCount),
  };
  const training = train({
    network,
    optimizer,
    batches,
    training: tensors.train,
    validation: tensors.validation,
    epochs: problem.epochs,
    evaluationsPerEpoch: problem.evaluationsPerEpoch,
    ...(problem.observe && { observe: () => observe(network, problem.observe!) }),
    learningRate: hyperparameters.learningRate,
    schedule: (steps) => problemSchedule(problem, steps),
    random: random.split("shuffle"),
    ...(onEvaluation && { onEvaluation }),
  });
  const { divergedAtStep, plannedSteps, rows } = training;
  return {
    network: networkText(problem, dataset),
    plannedSteps,
    status: divergedAtStep === null ? "completed" : "diverged",
    divergedAtStep,
    error: null,
    results: results(trial, training, network, batches, tensors),
    metrics: rows,
    startedAt: startedAt.toISOString(),
  };
}

function results(
  { problem, testing }: Trial,
  training: Training,
  network: Network,
  batches: ImageBatches,
  tensors: DatasetTensors,
): ResultsRecord {
  const { rows, bestRow, steps, seconds, divergedAtStep } = training;
  const stepsPerEpoch = Math.ceil(tensors.train.labels.size / problem.batchSize);
  const images = steps / stepsPerEpoch * tensors.train.labels.size;
  const { target } = problem;
  const onTarget = rows.find(({ validationAccuracy }) =>
    target !== null && validationAccuracy !== null && validationAccuracy >= target
  );
  let final = NO_SCORES;
  let best = NO_SCORES;
  if (bestRow !== null && divergedAtStep === null) {
    final = best = scores(rows.at(-1)!);
    if (bestRow !== rows.at(-1)) {
      training.restoreBest();
      best = scores(bestRow);
    }
  }
  return {
    final,
    best,
    bestEpoch: best === NO_SCORES ? null : bestRow?.epoch ?? null,
    steps,
    epochs: steps / stepsPerEpoch,
    seconds,
    target: target === null ? null : { metric: "validationAccuracy", value: target },
    stepsToTarget: onTarget?.step ?? null,
    secondsToTarget: onTarget?.seconds ?? null,
    parameterCount: network.parameters.reduce((sum, { value }) => sum + value.size, 0),
    imagesPerSecond: seconds < SHORTEST_TIMED_SECONDS ? null : images / seconds,
  };

  /** The network as it is now, with the row for what was evaluated already. */
  function scores({ validationLoss, validationAccuracy }: MetricsRow): Scores {
    const count = tensors.train.labels.size;
    // A search has many short trials, of which the first images tell enough.
    const probe = testing ? count : Math.min(count, tensors.validation.labels.size);
    const onTraining = evaluateImages(network, batches, tensors.train, probe);
    const onTest = testing ? evaluateImages(network, batches, tensors.test) : undefined;
    return {
      trainLoss: onTraining.loss,
      trainAccuracy: onTraining.accuracy,
      validationLoss,
      validationAccuracy,
      testLoss: onTest?.loss ?? null,
      testAccuracy: onTest?.accuracy ?? null,
    };
  }
}
