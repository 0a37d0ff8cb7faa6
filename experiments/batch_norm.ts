/** `deno task experiment batch-norm`: what does batch normalization change? */
import { batchNormDerivation } from "./batch_norm/batch_norm_derivation.ts";
import {
  bestCurvesSection,
  claimsSection,
  depthMapsSection,
  pairs,
  pairSentence,
  rateMapsSection,
  settingsSection,
} from "./batch_norm/claims_section.ts";
import { integerFlag } from "@descent/cli";
import {
  defaultOptimizers,
  type Experiment,
  experimentPage,
  imageFlags,
  type ImageFlagValues,
  imageSubset,
  judgingSeeds,
  logSpaced,
  seedsFlag,
  wholeSteps,
} from "@descent/lab";
import { runBatchNorm } from "./batch_norm/run_batch_norm.ts";

const VALIDATION_IMAGES = 1000;
/** As many as the flags allow. */
const MOST_SEEDS = 100;

/** The values of the flags that are `batch-norm`'s own. */
export interface BatchNormValues extends ImageFlagValues {
  /** How many weight scales. */
  readonly scales: number;
  /** How many learning rates. */
  readonly rates: number;
  /** How many depths. */
  readonly depths: number;
  /** How many training images are learned. */
  readonly images: number;
  /** How many seeds the maps have. */
  readonly mapSeeds: number;
  /** How many seeds judge the best setting of each side. */
  readonly seeds: number;
}

/** The experiment: maps with and without batch normalization, the best of both, and the derivation with its checks. */
export const batchNormExperiment: Experiment<BatchNormValues> = {
  name: "batch-norm",
  doc:
    "What does batch normalization change for depth, weight scale and learning rate, and is its derivation right?",

  flags: () => ({
    ...imageFlags,
    scales: count("weight scales to try, from 0.001 to 1", 7, 3, 40),
    rates: count("learning rates to try, from 0.0001 to 1", 5, 3, 40),
    depths: count("depths to try, from 2 to 10 layers", 5, 2, 9),
    images: count("training images to learn", 2000, 1000, 60_000),
    mapSeeds: integerFlag({
      doc: "Number of seeds of the maps; with fewer than three nothing is claimed of them.",
      default: 3,
      quick: 1,
      minimum: 1,
      maximum: 100,
    }),
    seeds: seedsFlag(5),
  }),

  async run({ laboratory, optimizers, values }) {
    const { scales, rates, depths, seed, mapSeeds, seeds } = values;
    const images = await imageSubset(laboratory, values, {
      train: values.images,
      validation: VALIDATION_IMAGES,
    });
    const results = await runBatchNorm(laboratory, {
      optimizers: defaultOptimizers(optimizers),
      images: images.options,
      weightScales: logSpaced(1e-3, 1, scales),
      learningRates: logSpaced(1e-4, 1, rates),
      depths: wholeSteps(2, 10, depths),
      // Others than the judges'.
      mapSeeds: [seed, ...judgingSeeds(seed + MOST_SEEDS, mapSeeds - 1)],
      judges: judgingSeeds(seed, seeds),
    });
    const runs = results.flatMap(({ rateMap, depthMap, finals }) => [
      ...rateMap,
      ...depthMap,
      ...finals,
    ]);
    const page = experimentPage({
      kicker: "batch-norm",
      title: `Batch normalization on ${images.title}`,
      headline: pairSentence(pairs(results)[0]),
      runs,
      networks:
        "2 to 10 layers, 100 units in each hidden one, relu, with and without batch normalization before it",
      sections: [
        claimsSection(results),
        settingsSection(results),
        rateMapsSection(results),
        depthMapsSection(results),
        bestCurvesSection(results),
        {
          kind: "derivation",
          title: "Derivation of its gradient",
          text:
            "Step by step: `μ` and `σ²` are those of one feature over the N examples of a minibatch. Beside each formula " +
            "stands how far it is from central differences in f64, computed when this page was made.",
          steps: batchNormDerivation(seed),
        },
      ],
    });
    return { runs, page };
  },
};

function count(noun: string, usual: number, quick: number, maximum: number) {
  return integerFlag({ doc: `How many ${noun}.`, default: usual, quick, minimum: 2, maximum });
}
