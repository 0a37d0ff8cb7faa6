import { type Engine, randomStream } from "@descent/core";
import { encodeModel, modelOf } from "@descent/models";
import { budgetSchedule, type BuiltProblem, type ProblemData, type Split } from "@descent/problems";
import { isBetter, metricOf, type Scores } from "@descent/reports/metric";
import type { MetricsRow, ResultsRecord, RunRecord } from "@descent/reports/record";
import { encodeCheckpoint } from "../checkpoints/encode_checkpoint.ts";
import { diagnostics } from "../diagnostics/diagnostics.ts";
import { type GradientObservation, observe } from "../training/observe.ts";
import { train, type Training, type TrainingObserver } from "../training/train.ts";
import { tensorDigests } from "../training/tensor_digests.ts";
import { weightsCopy } from "../training/weights_copy.ts";
import { weightsDigest } from "../training/weights_digest.ts";
import { landscapeWork, trialLandscape } from "./_trial_landscape.ts";
import { buildTrial, type BuiltTrial } from "./build_trial.ts";
import { canonicalJson } from "./canonical_json.ts";
import type { Trial } from "./trial.ts";
import { failedOutcome, type TrialOutcome } from "./trial_outcome.ts";
import type { CheckpointFile, CheckpointRequest } from "./trial_request.ts";

/**
 * Options of {@linkcode runTrial}.
 *
 * @category Trials
 */
export interface RunTrialOptions {
  /** The trial. */
  readonly trial: Trial;
  /** The data that its problem loaded. */
  readonly data: ProblemData;
  /** Engine of the tensors and kernels. */
  readonly engine: Engine;
  /** Whether the outcome is to hold the trained network as a file; default false. */
  readonly keepNetwork?: boolean;
  /** Hears of each evaluation. */
  readonly onEvaluation?: (row: MetricsRow) => void;
  /**
   * Hears after each step how many it has done, and how many it is to do, without those that a checkpoint has done; before
   * the first, of 0. The steps and evaluations of a landscape count too.
   */
  readonly onStep?: (step: number, planned: number) => void;
  /** Whether and how checkpoints are made, and the one to go on from; default none. */
  readonly checkpoints?: CheckpointRequest | undefined;
  /** Hears of each checkpoint. */
  readonly onCheckpoint?: (file: CheckpointFile) => void;
  /**
   * Scores of models before their first step, by all that they depend on, which is read and added to: trials of one problem
   * and seed begin alike, whatever the optimizer. The data must be those of the trial's options. Default none are kept.
   */
  readonly untrained?: Map<string, Scores>;
}

/** Training that took less than this says nothing of its speed. */
const SHORTEST_TIMED_SECONDS = 0.05;

/**
 * Runs a trial in this thread: builds, trains, evaluates.
 *
 * Settings are to be judged by the validation part alone: the test part is looked at only where the trial asks for it,
 * after training, with the last parameters and with those of the best value of the problem's selection metric.
 *
 * @category Trials
 * @param options The trial, its data and the engine, see {@linkcode RunTrialOptions}.
 * @returns The outcome. It does not throw: a trial that does has failed.
 *
 * @example
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { runTrial } from "@descent/lab";
 * import { sampleData, sampleTrial } from "@descent/lab/testing";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * const outcome = await runTrial({ trial: sampleTrial(), data: await sampleData(), engine });
 * assertEquals([outcome.status, outcome.metrics.length], ["completed", 4]);
 * ```
 */
export async function runTrial(options: RunTrialOptions): Promise<TrialOutcome> {
  const startedAt = new Date();
  try {
    const { observe: observed, problem: { budget: { batchSize } } } = options.trial;
    const inside = observed.includes("diagnostics") ? diagnostics() : undefined;
    using built = await buildTrial({ ...options, ...inside && { observer: inside.observer } });
    const observer = observerOf(built.problem, observed, inside?.of(built.problem, batchSize));
    return await trained(built, options, startedAt, observer);
  } catch (error) {
    return failedOutcome(error, startedAt);
  }
}

/** All that a trial measures besides losses and metrics. */
function observerOf(
  problem: BuiltProblem,
  observed: Trial["observe"],
  inside: TrainingObserver | undefined,
): TrainingObserver | undefined {
  const others = observed.filter((name): name is GradientObservation => name !== "diagnostics");
  if (inside === undefined && others.length === 0) return undefined;
  return {
    ...inside,
    measure: () => ({ ...observe(problem, others), ...inside?.measure() }),
  };
}

async function trained(
  { problem, optimizer }: BuiltTrial,
  options: RunTrialOptions,
  startedAt: Date,
  observer: TrainingObserver | undefined,
): Promise<TrialOutcome> {
  const { trial, data: { references = [] }, keepNetwork = false, onEvaluation, onStep } = options;
  const { checkpoints, onCheckpoint } = options;
  const { problem: { metrics, selection, budget }, hyperparameters } = trial;
  const { examplesPerEvaluation, heldOutOnly = false } = budget;
  const initial = initialScores(problem, options, trial.testing && !heldOutOnly);
  const schedule = await budgetSchedule(budget);
  const planned = Math.max(1, Math.round(budget.epochs * problem.stepsPerEpoch));
  const from = checkpoints?.from, before = from?.progress.step ?? 0;
  // Where a checkpoint is gone on from, the problem still is as it began.
  const [begun, solution] = [0, 1].map(() => trial.landscape && weightsCopy(problem));
  begun?.save();
  const work = planned - before + (begun === undefined ? 0 : landscapeWork(trial, problem));
  onStep?.(0, work);
  const training = train({
    problem,
    optimizer,
    metrics,
    selection,
    epochs: budget.epochs,
    evaluationsPerEpoch: budget.evaluationsPerEpoch,
    ...(examplesPerEvaluation !== undefined && { examplesPerEvaluation }),
    heldOutOnly,
    ...(observer && { observe: observer }),
    learningRate: hyperparameters.learningRate,
    schedule,
    random: randomStream({ seed: trial.seed }).split("optimizer"),
    untrainedLoss: initial["validation/loss"],
    ...(onEvaluation && { onEvaluation }),
    ...(onStep && { onStep: ({ step }) => onStep(step - before, work) }),
    ...(checkpoints && {
      from,
      checkpointEvery: checkpoints.every,
      onCheckpoint(checkpoint) {
        const bytes = encodeCheckpoint(checkpoint, checkpoints.training);
        onCheckpoint?.({ step: checkpoint.progress.step, bytes });
      },
    }),
  });
  const { divergedAtStep, plannedSteps, rows } = training;
  const { model, data, examples } = problem;
  // Before the scores are taken, for which the best weights are restored.
  const digest = divergedAtStep === null ? await weightsDigest(problem) : null;
  const digests = divergedAtStep === null ? await tensorDigests(problem) : {};
  const samples = divergedAtStep === null && trial.testing ? problem.samples?.() ?? [] : [];
  const network = keepNetwork && digest !== null ? networkFile(problem, trial) : undefined;
  solution?.save();
  const { confusion, pictures, ...scores } = results(trial, training, problem);
  let done = planned - before;
  const landscape = begun === undefined || solution === undefined || digest === null
    ? undefined
    : await trialLandscape({
      ...options,
      ...{ problem, initial: begun, solution, untrainedLoss: initial["validation/loss"] },
      onWork: () => onStep?.(++done, work),
    });
  return {
    ...(network && { network }),
    model,
    dataset: data === null ? null : {
      name: data.name,
      train: examples.train,
      validation: examples.validation,
      test: trial.testing ? examples.test : 0,
      preprocessing: data.preprocessing,
      ...(data.classes && { classes: data.classes }),
      ...(data.digest !== undefined && { digest: data.digest }),
      ...(data.remark !== undefined && { remark: data.remark }),
    },
    plannedSteps,
    status: divergedAtStep === null ? "completed" : "diverged",
    divergedAtStep,
    error: null,
    results: { initial, ...scores, weightsDigest: digest, tensorDigests: digests },
    references,
    samples,
    confusion,
    ...pictures && { pictures },
    ...landscape && { landscape },
    metrics: rows,
    startedAt: startedAt.toISOString(),
  };
}

/** The network as it is now: the view that the optimizer is evaluated at. */
function networkFile({ network: own, data }: BuiltProblem, trial: Trial): Uint8Array | undefined {
  if (own === undefined) return undefined;
  const { network, ...details } = own;
  const { experiment, problem, optimizer, hyperparameters, seed } = trial;
  const notes = {
    experiment,
    problem: problem.title,
    data: data?.title ?? "",
    optimizer: optimizer.title,
    hyperparameters: JSON.stringify(hyperparameters),
    seed: String(seed),
  };
  return encodeModel(modelOf(network, { ...details, notes }));
}

function results(
  { problem: { metrics, selection, budget: { target, heldOutOnly = false } }, testing }: Trial,
  training: Training,
  problem: BuiltProblem,
):
  & Omit<ResultsRecord, "initial" | "weightsDigest" | "tensorDigests">
  & Pick<TrialOutcome, "confusion" | "pictures"> {
  const { rows, bestRow, steps, seconds, divergedAtStep, gradientEvaluations, examples } = training;
  const metric = metricOf(metrics, selection);
  const onTarget = rows.find(({ scores }) => {
    const value = scores[selection];
    return target !== null && value != null &&
      (value === target || isBetter(metric, value, target));
  });
  let final: Scores = {};
  let best: Scores = {};
  let bestEpoch: number | null = null;
  let confusion: RunRecord["confusion"] = null;
  let pictures: TrialOutcome["pictures"];
  if (divergedAtStep === null) {
    final = scoresNow(rows.at(-1)!);
    // What was evaluated last is the test part.
    if (testing) confusion = problem.confusion?.() ?? null;
    if (testing && !heldOutOnly) pictures = problem.pictures?.() ?? undefined;
    if (bestRow === rows.at(-1)) best = final;
    else if (heldOutOnly && bestRow !== null) best = finiteScores(validationOf(bestRow));
    else if (bestRow !== null) {
      training.restoreBest();
      best = scoresNow(bestRow);
    }
    bestEpoch = bestRow?.epoch ?? null;
  }
  return {
    final,
    best,
    bestEpoch,
    confusion,
    ...pictures && { pictures },
    steps,
    epochs: steps / problem.stepsPerEpoch,
    seconds,
    gradientEvaluations,
    target: target === null ? null : { metric: selection, value: target },
    stepsToTarget: onTarget?.step ?? null,
    secondsToTarget: onTarget?.seconds ?? null,
    parameterCount: problem.parameters.reduce((sum, { value }) => sum + value.size, 0),
    examplesPerSecond: problem.data === null || seconds < SHORTEST_TIMED_SECONDS
      ? null
      : examples / seconds,
  };

  /** The model as it is now, with the row for what was evaluated already. */
  function scoresNow(row: MetricsRow): Scores {
    const count = problem.examples.train;
    // A search has many short trials, of which the first examples tell enough.
    const probe = testing ? count : Math.min(count, problem.examples.validation);
    return finiteScores([
      ...heldOutOnly ? [] : measured(problem, "train", probe),
      ...validationOf(row),
      ...testing ? measured(problem, "test") : [],
    ]);
  }
}

function validationOf({ scores }: MetricsRow): [string, number | null][] {
  return Object.entries(scores).filter(([key]) => key.startsWith("validation/"));
}

/** The model as it is before its first step: what a trial that diverges is worth. */
function initialScores(
  problem: BuiltProblem,
  { trial, untrained }: RunTrialOptions,
  testing: boolean,
): Scores {
  const { problem: { name, source, options, budget: { batchSize }, dtype }, seed } = trial;
  // Whether an evaluation of a problem from elsewhere changes nothing is not known.
  const kept = source === null ? untrained : undefined;
  const key = kept && canonicalJson({ name, options, batchSize, dtype, seed, testing });
  const known = key && kept.get(key);
  if (known) return known;
  const scores = finiteScores([
    ...measured(problem, "validation"),
    ...testing ? measured(problem, "test") : [],
  ]);
  if (key) kept.set(key, scores);
  return scores;
}

function measured(problem: BuiltProblem, split: Split, count?: number): [string, number][] {
  return Object.entries(problem.evaluate(split, count))
    .map(([name, value]) => [`${split}/${name}`, value]);
}

/** A perplexity overflows where its loss is still far from diverged, and JSON has no infinity. */
function finiteScores(scores: readonly (readonly [key: string, value: number | null])[]): Scores {
  return Object.fromEntries(
    scores.map(([key, value]) => [key, Number.isFinite(value) ? value : null]),
  );
}
