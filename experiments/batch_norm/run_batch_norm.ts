import {
  finalTrials,
  type KnownOptimizer,
  type Laboratory,
  makeTrial,
  selectSetting,
  type Trial,
} from "@descent/lab";
import { courseProblem, type Problem } from "@descent/problems";
import type { Run } from "@descent/reports";

const UNITS = 100;
const EPOCHS = 5;
const VALIDATION_IMAGES = 1000;

/** Layers of weights of the net whose weight scales and learning rates are mapped. */
export const LAYERS = 6;

/** Without batch normalisation, and with it. */
export const SIDES = ["without", "with"] as const;

/** Whether the hidden units are normalised. */
export type Side = typeof SIDES[number];

/** What {@linkcode runBatchNorm} tries. */
export interface BatchNormOptions {
  /** The optimizers, each of which gets all settings. */
  readonly optimizers: readonly KnownOptimizer[];
  /** How many training images are learned. */
  readonly images: number;
  /** Standard deviations of the first weights. */
  readonly weightScales: readonly number[];
  /** Learning rates of the net of {@linkcode LAYERS} layers. */
  readonly learningRates: readonly number[];
  /** Layers of weights of the nets that are trained at the best of those rates. */
  readonly depths: readonly number[];
  /** Seed of the maps. */
  readonly seed: number;
  /** The seeds that judge the best setting. */
  readonly judges: readonly number[];
}

/** What came out for one optimizer on one side. */
export interface BatchNormResult {
  /** The optimizer. */
  readonly optimizer: KnownOptimizer["plugin"];
  /** Without or with. */
  readonly side: Side;
  /** The net of {@linkcode LAYERS} layers at each weight scale and learning rate. */
  readonly rateMap: readonly Run[];
  /** The best of them; `undefined` when none was completed. */
  readonly best: Run | undefined;
  /** Nets of each depth at each weight scale, with the best learning rate. */
  readonly depthMap: readonly Run[];
  /** The best setting again, with the seeds that judge. */
  readonly finals: readonly Run[];
}

/**
 * Trains nets with and without batch normalisation over weight scales and learning rates, then over depths, and
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
  const { optimizers, weightScales, learningRates, depths, seed, judges } = options;
  const contestants = optimizers.flatMap((optimizer) =>
    SIDES.map((side) => {
      const trial = (layers: number, weightScale: number, learningRate: number): Trial =>
        makeTrial({
          experiment: "batch-norm",
          problem: batchNormProblem(laboratory, options.images, side, layers, weightScale),
          optimizer,
          hyperparameters: { learningRate },
          variables: { layers, weightScale, normalization: side },
          seed,
        });
      const search = weightScales.flatMap((scale) =>
        learningRates.map((rate) => trial(LAYERS, scale, rate))
      );
      return { optimizer: optimizer.plugin, side, trial, search };
    })
  );
  const toCome = contestants.length * (depths.length * weightScales.length + judges.length);
  const rateMaps = await laboratory.run(contestants.flatMap(({ search }) => search), { toCome });
  const candidates = weightScales.length * learningRates.length;
  const found = contestants.map((contestant, index) => {
    const rateMap = rateMaps.slice(index * candidates, (index + 1) * candidates);
    const place = selectSetting(rateMap);
    return { ...contestant, rateMap, place, ...furtherTrials(place) };

    function furtherTrials(place: number | undefined): { deeper: Trial[]; judging: Trial[] } {
      if (place === undefined) return { deeper: [], judging: [] };
      const { trial, search } = contestant;
      const { learningRate } = search[place].hyperparameters;
      const score = rateMap[place].record.results.best.validationAccuracy!;
      const selection = { metric: "validationAccuracy", candidates, score };
      return {
        deeper: depths.flatMap((layers) =>
          weightScales.map((scale) => trial(layers, scale, learningRate))
        ),
        judging: finalTrials(eachEpoch(search[place]), judges, selection),
      };
    }
  });
  const further = await laboratory.run(
    found.flatMap(({ deeper, judging }) => [...deeper, ...judging]),
  );
  let start = 0;
  return found.map(({ optimizer, side, rateMap, place, deeper, judging }) => ({
    optimizer,
    side,
    rateMap,
    best: place === undefined ? undefined : rateMap[place],
    depthMap: further.slice(start, start += deeper.length),
    finals: further.slice(start, start += judging.length),
  }));
}

/** The maps' trials are evaluated at the end only, which takes less time. */
function batchNormProblem(
  { dataset: { name, train, validation } }: Laboratory,
  images: number,
  side: Side,
  layers: number,
  weightScale: number,
): Problem {
  return courseProblem({
    name: `${name}-batch-norm`,
    dataset: name,
    trainCount: Math.min(images, train.count),
    validationCount: Math.min(VALIDATION_IMAGES, validation.count),
    preprocessing: { scale: 1 / 255, centred: true },
    network: {
      kind: "fully-connected",
      hidden: Array(layers - 1).fill(UNITS),
      weight: { kind: "normal", scale: weightScale },
      ...(side === "with" && { normalization: "batch" }),
    },
    batchSize: 50,
    epochs: EPOCHS,
    evaluationsPerEpoch: 1 / EPOCHS,
  });
}

function eachEpoch(trial: Trial): Trial {
  return { ...trial, problem: { ...trial.problem, evaluationsPerEpoch: 2 } };
}

/** From which validation accuracy on a setting works. */
export const WORKS = 0.8;

/** Whether a trial ended at {@linkcode WORKS} or more. */
export function works({ record: { status, results } }: Run): boolean {
  return status === "completed" && results.final.validationAccuracy! >= WORKS;
}
