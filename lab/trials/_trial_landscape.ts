import { randomStream } from "@descent/core";
import { budgetSchedule, type BuiltProblem } from "@descent/problems";
import { metricOf } from "@descent/reports/metric";
import type { LandscapeRecord, OtherTrainingRecord } from "@descent/reports/record";
import {
  landscapeEvaluations,
  lossLandscape,
  type Solution,
} from "../diagnostics/loss_landscape.ts";
import { train } from "../training/train.ts";
import { type WeightsCopy, weightsCopy } from "../training/weights_copy.ts";
import { buildTrial, type BuildTrialOptions } from "./build_trial.ts";
import type { Trial } from "./trial.ts";

/** A trial that has trained, and of which more is to be seen. */
interface TrialLandscapeOptions extends BuildTrialOptions {
  /** Its problem. */
  readonly problem: BuiltProblem;
  /** The weights before its first step. */
  readonly initial: WeightsCopy;
  /** The weights that it came to. */
  readonly solution: WeightsCopy;
  /** The untrained model's loss on the validation part. */
  readonly untrainedLoss: number | null | undefined;
  /** Hears before each step and each evaluation. */
  readonly onWork: () => void;
}

/** The steps and evaluations of a trial's landscape, for those who foresee how long it takes. */
export function landscapeWork({ landscape = [] }: Trial, { stepsPerEpoch }: BuiltProblem): number {
  const steps = landscape.reduce((sum, { epochs }) => sum + Math.round(epochs * stepsPerEpoch), 0);
  return steps + landscapeEvaluations(1 + landscape.length);
}

/** Trains the others of a trial's landscape from the same initial weights, and looks at the loss between the solutions. */
export async function trialLandscape(
  { problem, initial, solution, untrainedLoss, onWork, ...options }: TrialLandscapeOptions,
): Promise<LandscapeRecord> {
  const { trial } = options;
  const solutions: Solution[] = [{ optimizer: trial.optimizer.name, weights: solution }];
  let gradientEvaluations = 0;
  for (const other of trial.landscape ?? []) {
    const own = otherTrial(trial, other);
    const { budget, metrics, selection } = own.problem;
    const { epochs, evaluationsPerEpoch, examplesPerEvaluation, heldOutOnly = false } = budget;
    using built = await buildTrial({ ...options, trial: own });
    const training = train({
      ...built,
      metrics,
      selection,
      epochs,
      evaluationsPerEpoch,
      ...(examplesPerEvaluation !== undefined && { examplesPerEvaluation }),
      heldOutOnly,
      learningRate: own.hyperparameters.learningRate,
      schedule: await budgetSchedule(budget),
      random: randomStream({ seed: own.seed }).split("optimizer"),
      untrainedLoss,
      onStep: onWork,
    });
    gradientEvaluations += training.gradientEvaluations;
    if (training.divergedAtStep !== null) continue;
    const weights = weightsCopy(built.problem);
    weights.save();
    solutions.push({ optimizer: other.optimizer, weights });
  }
  const { metrics, selection, budget: { examplesPerEvaluation } } = trial.problem;
  const landscape = lossLandscape({
    problem,
    metric: selection,
    better: metricOf(metrics, selection).better,
    initial,
    solutions,
    ...(examplesPerEvaluation !== undefined && {
      examples: Math.min(LOOKED_AT, examplesPerEvaluation),
    }),
    random: randomStream({ seed: trial.seed }).split("landscape"),
    onEvaluation: onWork,
  });
  return { ...landscape, gradientEvaluations };
}

/** The most examples of a part, however many an evaluation on the way looks at. */
const LOOKED_AT = 256;

function otherTrial(trial: Trial, other: OtherTrainingRecord): Trial {
  const { optimizer: name, hyperparameters, epochs, evaluationsPerEpoch, schedule } = other;
  const { problem } = trial;
  const budget = { ...problem.budget, epochs, evaluationsPerEpoch, schedule };
  return {
    ...trial,
    optimizer: { name, title: name },
    plugin: null,
    hyperparameters,
    problem: { ...problem, budget },
    observe: [],
  };
}
