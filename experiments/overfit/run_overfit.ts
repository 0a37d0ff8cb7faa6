import {
  finalTrials,
  type KnownOptimizer,
  type Laboratory,
  makeTrial,
  type Trial,
} from "@descent/lab";
import { courseProblem } from "@descent/problems";
import type { Run } from "@descent/reports";

const IMAGES = 50;
const BATCH_SIZE = 25;
const EPOCHS = 20;
const UNITS = 100;

const LAYERS = { three: 3, five: 5 } as const;

/** How many layers of weights, in words. */
export type OverfitDepth = keyof typeof LAYERS;

/** What {@linkcode runOverfit} tries. */
export interface OverfitOptions {
  /** How many layers of weights the net has; all but the last have 100 units. */
  readonly depth: OverfitDepth;
  /** The optimizers, each of which gets the whole grid. */
  readonly optimizers: readonly KnownOptimizer[];
  /** The grid's standard deviations of the first weights. */
  readonly weightScales: readonly number[];
  /** The grid's learning rates. */
  readonly learningRates: readonly number[];
  /** Seed of the grid's trials. */
  readonly seed: number;
  /** The seeds that judge the best setting of each optimizer; none: it is not judged. */
  readonly judges: readonly number[];
}

/** What came out for one optimizer. */
export interface OverfitResult {
  /** The optimizer's name in code. */
  readonly name: string;
  /** The optimizer's name for people. */
  readonly title: string;
  /** A trial for each setting of the grid. */
  readonly grid: readonly Run[];
  /** The best of them: see {@linkcode bestOverfit}; `undefined` when none was completed. */
  readonly best: Run | undefined;
  /** Its setting again, with the seeds that judge. */
  readonly finals: readonly Run[];
}

/**
 * Trains a net on 50 images for 20 epochs with every weight scale and learning rate of a grid, and the best setting
 * of each optimizer with further seeds.
 *
 * The trials belong to the experiment `overfit-three-layer` or `overfit-five-layer`, whichever of the two asks for
 * them, so that none is run twice.
 *
 * @param laboratory Where to run.
 * @param options Depth, optimizers, grid and seeds, see {@linkcode OverfitOptions}.
 * @returns The result of each optimizer, in their order.
 */
export async function runOverfit(
  laboratory: Laboratory,
  options: OverfitOptions,
): Promise<OverfitResult[]> {
  const { optimizers, weightScales, learningRates, judges } = options;
  const candidates = weightScales.length * learningRates.length;
  const trials = optimizers.map((optimizer) => gridTrials(laboratory, options, optimizer));
  const toCome = optimizers.length * judges.length;
  const runs = await laboratory.run(trials.flat(), { toCome });
  const found = trials.map((own, index) => {
    const grid = runs.slice(index * candidates, (index + 1) * candidates);
    const best = bestOverfit(grid);
    return { own, grid, best };
  });
  const finals = await laboratory.run(found.flatMap(({ own, grid, best }) => {
    if (best === undefined) return [];
    const score = best.record.results.final.validationAccuracy!;
    const selection = { metric: "validationAccuracy", candidates, score };
    return finalTrials(eachEpoch(own[grid.indexOf(best)]), judges, selection);
  }));
  return found.map(({ grid, best }, index) => {
    const { name, title } = optimizers[index].plugin;
    const own = finals.filter(({ record }) => record.optimizer.name === name);
    return { name, title, grid, best, finals: own };
  });
}

/** The settings' trials are evaluated at the end only, which takes a quarter of the time. */
function gridTrials(
  { dataset }: Laboratory,
  { depth, weightScales, learningRates, seed }: OverfitOptions,
  optimizer: KnownOptimizer,
): Trial[] {
  const layers = LAYERS[depth];
  return weightScales.flatMap((weightScale) => {
    const problem = courseProblem({
      name: `${dataset.name}-overfit-${depth}-layer`,
      dataset: dataset.name,
      trainCount: Math.min(IMAGES, dataset.train.count),
      network: {
        kind: "fully-connected",
        hidden: Array(layers - 1).fill(UNITS),
        weight: { kind: "normal", scale: weightScale },
      },
      batchSize: BATCH_SIZE,
      epochs: EPOCHS,
      evaluationsPerEpoch: 1 / EPOCHS,
    });
    return learningRates.map((learningRate) =>
      makeTrial({
        experiment: `overfit-${depth}-layer`,
        problem,
        optimizer,
        hyperparameters: { learningRate },
        variables: { layers, weightScale },
        seed,
      })
    );
  });
}

function eachEpoch(trial: Trial): Trial {
  return { ...trial, problem: { ...trial.problem, evaluationsPerEpoch: 1 } };
}

/**
 * The best of some trials: of those that learned most of their training images, the one that gets most validation
 * images right.
 *
 * @param runs The trials.
 * @returns The best, or `undefined` when none was completed.
 */
export function bestOverfit(runs: readonly Run[]): Run | undefined {
  const score = (
    { record: { results: { final } } }: Run,
    key: "trainAccuracy" | "validationAccuracy",
  ) => final[key] ?? -1;
  const completed = runs.filter(({ record }) => record.status === "completed");
  return completed.toSorted((a, b) =>
    score(b, "trainAccuracy") - score(a, "trainAccuracy") ||
    score(b, "validationAccuracy") - score(a, "validationAccuracy")
  )[0];
}

/** Whether a trial learned all of its training images. */
export function overfits({ record: { status, results } }: Run): boolean {
  return status === "completed" && results.final.trainAccuracy === 1;
}

/** Whether a trial learned all of its training images, and gets at least half of the validation images right. */
export function isGood(run: Run): boolean {
  return overfits(run) && run.record.results.final.validationAccuracy! >= 0.5;
}
