import {
  finalTrials,
  type ImageSubset,
  type KnownOptimizer,
  type Laboratory,
  makeTrial,
  rankSettings,
  runGroups,
  SEARCH_METRIC,
  type Trial,
  withBudget,
} from "@descent/lab";
import { chooseProblem, fullyConnected, type ProblemChoice } from "@descent/problems";
import type { Run } from "@descent/reports";

const UNITS = 100;
const EPOCHS = 5;

/** Layers of weights of the net whose weight scales and learning rates are mapped. */
export const LAYERS = 6;

/** Without batch normalization, and with it. */
export const SIDES = ["without", "with"] as const;

/** Whether the hidden units are normalized. */
export type Side = typeof SIDES[number];

/** Settings and seeds of {@linkcode runBatchNorm}. */
export interface BatchNormOptions {
  /** The optimizers, each of which gets all settings. */
  readonly optimizers: readonly KnownOptimizer[];
  /** The images that are learned, as options of the problem. */
  readonly images: ImageSubset["options"];
  /** Standard deviations of the initial weights. */
  readonly weightScales: readonly number[];
  /** Learning rates of the net of {@linkcode LAYERS} layers. */
  readonly learningRates: readonly number[];
  /** Layers of weights of the nets that are trained at the best of those rates. */
  readonly depths: readonly number[];
  /** Seeds of the maps. */
  readonly mapSeeds: readonly number[];
  /** The seeds that judge the best setting. */
  readonly judges: readonly number[];
}

/** The trials of one optimizer on one side. */
export interface BatchNormResult {
  /** The optimizer. */
  readonly optimizer: KnownOptimizer["plugin"];
  /** Without or with. */
  readonly side: Side;
  /** The net of {@linkcode LAYERS} layers at each weight scale and learning rate, with each seed of the maps. */
  readonly rateMap: readonly Run[];
  /** A trial of the best setting of them; `undefined` when none was completed. */
  readonly best: Run | undefined;
  /** Nets of each depth at each weight scale, with the best learning rate. */
  readonly depthMap: readonly Run[];
  /** The best setting again, with the seeds that judge. */
  readonly finals: readonly Run[];
}

/**
 * Trains nets with and without batch normalization over weight scales and learning rates, then over depths, and
 * the best setting of each with further seeds.
 *
 * @param laboratory Where to run.
 * @param options Optimizers, settings and seeds, see {@linkcode BatchNormOptions}.
 * @returns For each optimizer the result without, then with.
 */
export async function runBatchNorm(
  laboratory: Laboratory,
  options: BatchNormOptions,
): Promise<BatchNormResult[]> {
  const { optimizers, images, weightScales, learningRates, depths, mapSeeds, judges } = options;
  const [firstSeed] = mapSeeds;
  const searches = optimizers.flatMap((optimizer) =>
    SIDES.map((side) => {
      const trial = (layers: number, weightScale: number, learningRate: number): Trial =>
        makeTrial({
          experiment: "batch-norm",
          problem: batchNormProblem(images, side, layers, weightScale),
          optimizer,
          hyperparameters: { learningRate },
          variables: { layers, weightScale, normalization: side },
          seed: firstSeed,
        });
      const search = weightScales.flatMap((scale) =>
        learningRates.map((rate) => trial(LAYERS, scale, rate))
      );
      return { optimizer: optimizer.plugin, side, trial, search };
    })
  );
  const eachSeed = (trial: Trial): Trial[] => mapSeeds.map((seed) => ({ ...trial, seed }));
  const deeperTrials = depths.length * weightScales.length * mapSeeds.length;
  const furtherTrials = searches.length * (deeperTrials + judges.length);
  const mapped = await runGroups(
    laboratory,
    searches.flatMap(({ search }) => search.map(eachSeed)),
    { furtherTrials },
  );
  const candidates = weightScales.length * learningRates.length;
  const found = searches.map((own, index) => {
    const { trial, search } = own;
    const settings = mapped.slice(index * candidates, (index + 1) * candidates);
    const rateMap = settings.flat();
    const [ranked] = rankSettings(settings);
    if (ranked === undefined) {
      return { ...own, rateMap, best: undefined, deeper: [], judging: [] };
    }
    const { place, loss: score } = ranked;
    const { learningRate } = search[place].hyperparameters;
    return {
      ...own,
      rateMap,
      best: settings[place][0],
      deeper: depths.flatMap((layers) =>
        weightScales.flatMap((scale) => eachSeed(trial(layers, scale, learningRate)))
      ),
      judging: finalTrials(withBudget(search[place], { evaluationsPerEpoch: 2 }), judges, {
        metric: SEARCH_METRIC,
        candidates,
        score,
      }),
    };
  });
  const further = await runGroups(
    laboratory,
    found.flatMap(({ deeper, judging }) => [deeper, judging]),
  );
  return found.map(({ optimizer, side, rateMap, best }, index) => {
    const [depthMap, finals] = further.slice(2 * index);
    return { optimizer, side, rateMap, best, depthMap, finals };
  });
}

/** The maps' trials are evaluated at the end only, which takes less time. */
function batchNormProblem(
  images: ImageSubset["options"],
  side: Side,
  layers: number,
  weightScale: number,
): ProblemChoice {
  return chooseProblem(fullyConnected, {
    options: {
      ...images,
      hidden: Array(layers - 1).fill(UNITS),
      initialWeights: "normal",
      weightScale,
      normalization: side === "with" ? "batch" : "none",
    },
    budget: {
      batchSize: 50,
      epochs: EPOCHS,
      evaluationsPerEpoch: 1 / EPOCHS,
      schedule: "constant",
      target: null,
    },
  });
}

/** From which validation accuracy on a setting works. */
export const WORKS = 0.8;

/** Whether a trial ended at {@linkcode WORKS} or more. */
export function works({ record: { status, results } }: Run): boolean {
  return status === "completed" && results.final["validation/accuracy"]! >= WORKS;
}
