import {
  finalTrials,
  type ImageSubset,
  type KnownOptimizer,
  type Laboratory,
  makeTrial,
  runGroups,
  type Trial,
  withBudget,
} from "@descent/lab";
import { chooseProblem, fullyConnected } from "@descent/problems";
import type { Run } from "@descent/reports";

const BATCH_SIZE = 25;
const EPOCHS = 20;
const UNITS = 100;

/** The depths that there are reference runs of: numbers of affine layers. */
export const DEPTHS = [3, 5] as const;

/** Number of affine layers of a net. */
export type Depth = typeof DEPTHS[number];

/** The depths in words, for titles. */
export const DEPTH_TITLES: Readonly<Record<Depth, string>> = {
  3: "Three layers",
  5: "Five layers",
};

/** The trials of {@linkcode runOverfit}. */
export interface OverfitOptions {
  /** Data set of the images, and how many of the training images are learned. */
  readonly images: ImageSubset["options"];
  /** Numbers of affine layers; all but the last have 100 units. */
  readonly depths: readonly Depth[];
  /** The optimizers, each of which gets the whole grid at each depth. */
  readonly optimizers: readonly KnownOptimizer[];
  /** The grid's weight scales: standard deviations of the initial weights. */
  readonly weightScales: readonly number[];
  /** The grid's learning rates. */
  readonly learningRates: readonly number[];
  /** Seed of the grid's trials. */
  readonly seed: number;
  /** The seeds that judge the best setting of each optimizer. */
  readonly judges: readonly number[];
}

/** The trials of one optimizer at one depth. */
export interface OverfitResult {
  /** Number of affine layers. */
  readonly depth: Depth;
  /** The optimizer's name in code. */
  readonly name: string;
  /** The optimizer's name for people. */
  readonly title: string;
  /** A trial for each setting of the grid. */
  readonly grid: readonly Run[];
  /** The best of them, see {@linkcode bestOverfit}; `undefined` when none was completed. */
  readonly best: Run | undefined;
  /** Its setting again, with the seeds that judge. */
  readonly finals: readonly Run[];
}

/**
 * Trains nets on a few images for 20 epochs with every weight scale and learning rate of a grid, and the best setting
 * of each depth and optimizer with further seeds.
 *
 * @param laboratory Where to run.
 * @param options Images, depths, optimizers, grid and seeds, see {@linkcode OverfitOptions}.
 * @returns The result of each optimizer, in their order, at the first depth, then at the next one.
 */
export async function runOverfit(
  laboratory: Laboratory,
  options: OverfitOptions,
): Promise<OverfitResult[]> {
  const { depths, optimizers, weightScales, learningRates, judges } = options;
  const candidates = weightScales.length * learningRates.length;
  const searches = depths.flatMap((depth) =>
    optimizers.map((optimizer) => {
      const { name, title } = optimizer.plugin;
      return { depth, name, title, trials: gridTrials(options, depth, optimizer) };
    })
  );
  const furtherTrials = searches.length * judges.length;
  const grids = await runGroups(laboratory, searches.map(({ trials }) => trials), {
    furtherTrials,
  });
  const found = searches.map(({ trials, ...search }, index) => {
    const grid = grids[index], best = bestOverfit(grid);
    if (best === undefined) return { ...search, grid, best, judging: [] };
    const metric = "validation/accuracy" as const;
    const selection = { metric, candidates, score: best.record.results.final[metric]! };
    const eachEpoch = withBudget(trials[grid.indexOf(best)], { evaluationsPerEpoch: 1 });
    return { ...search, grid, best, judging: finalTrials(eachEpoch, judges, selection) };
  });
  const finals = await runGroups(laboratory, found.map(({ judging }) => judging));
  return found.map(({ depth, name, title, grid, best }, index) => (
    { depth, name, title, grid, best, finals: finals[index] }
  ));
}

/** The settings' trials are evaluated at the end only, which takes a quarter of the time. */
function gridTrials(
  { images, weightScales, learningRates, seed }: OverfitOptions,
  depth: Depth,
  optimizer: KnownOptimizer,
): Trial[] {
  return weightScales.flatMap((weightScale) => {
    const problem = chooseProblem(fullyConnected, {
      options: {
        ...images,
        pixels: "raw",
        hidden: Array(depth - 1).fill(UNITS),
        initialWeights: "normal",
        weightScale,
      },
      budget: {
        batchSize: BATCH_SIZE,
        epochs: EPOCHS,
        evaluationsPerEpoch: 1 / EPOCHS,
        schedule: "constant",
        target: null,
      },
    });
    return learningRates.map((learningRate) =>
      makeTrial({
        experiment: "overfit",
        problem,
        optimizer,
        hyperparameters: { learningRate },
        variables: { layers: depth, weightScale },
        seed,
      })
    );
  });
}

/**
 * The best of some trials: the one with the highest training accuracy, of equal ones that with the highest validation
 * accuracy.
 *
 * @param runs The trials.
 * @returns The best, or `undefined` when none was completed.
 */
export function bestOverfit(runs: readonly Run[]): Run | undefined {
  const score = (
    { record: { results: { final } } }: Run,
    key: "train/accuracy" | "validation/accuracy",
  ) => final[key] ?? -1;
  const completed = runs.filter(({ record }) => record.status === "completed");
  return completed.toSorted((a, b) =>
    score(b, "train/accuracy") - score(a, "train/accuracy") ||
    score(b, "validation/accuracy") - score(a, "validation/accuracy")
  )[0];
}

/** Whether a trial learned all of its training images. */
export function overfits({ record: { status, results } }: Run): boolean {
  return status === "completed" && results.final["train/accuracy"] === 1;
}

/** Whether a trial learned all of its training images, and has a validation accuracy of at least one half. */
export function isGood(run: Run): boolean {
  return overfits(run) && run.record.results.final["validation/accuracy"]! >= 0.5;
}
