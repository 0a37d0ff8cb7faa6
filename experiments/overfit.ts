/** `deno task experiment overfit`: which weight scale and learning rate let a net of three or five layers learn 50 images? */
import { choicesFlag, type FlagValues, integerFlag } from "@descent/cli";
import {
  defaultOptimizers,
  type Experiment,
  experimentPage,
  imageFlags,
  imageSubset,
  judgingSeeds,
  logSpaced,
  seedsFlag,
} from "@descent/lab";
import { overfitFinding } from "./overfit/overfit_finding.ts";
import { overfitSections } from "./overfit/overfit_sections.ts";
import { DEPTHS, runOverfit } from "./overfit/run_overfit.ts";

const IMAGES = 50;

const flags = {
  ...imageFlags,
  layers: choicesFlag({
    doc: "Numbers of affine layers of the nets.",
    default: DEPTHS.map(String),
    words: DEPTHS.map(String),
  }),
  settings: integerFlag({
    doc: "How many learning rates, and as many weight scales, to try.",
    default: 9,
    quick: 5,
    minimum: 2,
    maximum: 40,
  }),
  seeds: seedsFlag(5),
};

/** The experiment: for each depth and optimizer a map over weight scale and learning rate, then its best setting. */
export const overfitExperiment: Experiment<FlagValues<typeof flags>> = {
  name: "overfit",
  doc:
    "Can nets of three and of five layers overfit 50 images, and how many weight scales and learning rates do it?",

  flags: () => flags,

  async run({ laboratory, optimizers, values }) {
    const { dataset, seed, seeds, settings, layers } = values;
    const { title, options: images } = await imageSubset(laboratory, values, { train: IMAGES });
    const results = await runOverfit(laboratory, {
      images,
      // In the order of the report, whichever was typed first.
      depths: DEPTHS.filter((depth) => layers.includes(String(depth))),
      optimizers: defaultOptimizers(optimizers),
      weightScales: logSpaced(1e-3, 1, settings),
      learningRates: logSpaced(1e-5, 1e-1, settings),
      seed,
      judges: judgingSeeds(seed, seeds),
    });
    const runs = results.flatMap(({ grid, finals }) => [...grid, ...finals]);
    const page = experimentPage({
      kicker: "overfit",
      title: `Overfitting ${images.trainSubset} images of ${title}`,
      ...overfitFinding(results),
      runs,
      sections: overfitSections(results, dataset),
    });
    return { runs, page };
  },
};
