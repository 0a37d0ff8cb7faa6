/** `deno task experiment batch-norm`: what does batch normalization change? */
import { batchNormDerivation } from "./batch_norm/batch_norm_derivation.ts";
import {
  bestCurvesSection,
  claimsSection,
  depthMapsSection,
  pairFinding,
  pairs,
  rateMapsSection,
  settingsSection,
} from "./batch_norm/claims_section.ts";
import { type FlagValues, integerFlag } from "@descent/cli";
import {
  countFlag,
  defaultOptimizers,
  type Experiment,
  experimentPage,
  imageFlags,
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

const flags = {
  ...imageFlags,
  scales: countFlag("weight scales to try, from 0.001 to 1", 7, 3, 40),
  rates: countFlag("learning rates to try, from 0.0001 to 1", 5, 3, 40),
  depths: countFlag("depths to try, from 2 to 10 layers", 5, 2, 9),
  images: countFlag("training images to learn", 2000, 1000, 60_000),
  mapSeeds: integerFlag({
    doc: "Number of seeds of the maps; with fewer than three nothing is claimed of them.",
    default: 3,
    quick: 1,
    minimum: 1,
    maximum: 100,
  }),
  seeds: seedsFlag(5),
};

/** The experiment: maps with and without batch normalization, the best of both, and the derivation with its checks. */
export const batchNormExperiment: Experiment<FlagValues<typeof flags>> = {
  name: "batch-norm",
  doc:
    "What does batch normalization change for depth, weight scale and learning rate, and is its derivation right?",

  flags: () => flags,

  async run({ laboratory, optimizers, values }) {
    const { scales, rates, depths, seed, mapSeeds, seeds } = values;
    const images = await imageSubset(laboratory, values, {
      train: values.images,
      validation: VALIDATION_IMAGES,
    });
    const layers = wholeSteps(2, 10, depths);
    const results = await runBatchNorm(laboratory, {
      optimizers: defaultOptimizers(optimizers),
      images: images.options,
      weightScales: logSpaced(1e-3, 1, scales),
      learningRates: logSpaced(1e-4, 1, rates),
      depths: layers,
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
      ...pairFinding(pairs(results)[0]),
      runs,
      networks:
        `${layers.join(", ")} layers, 100 units in each hidden one, relu, with and without ` +
        "batch normalization before it",
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
