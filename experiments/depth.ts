/** `deno task experiment depth`: is a deeper net harder to train? */
import type { FlagValues } from "@descent/cli";
import {
  countFlag,
  defaultOptimizers,
  type Experiment,
  type ExperimentFinding,
  experimentPage,
  imageFlags,
  imageSubset,
  judgingSeeds,
  repeatSeeds,
  scorePicture,
  seedsFlag,
} from "@descent/lab";
import { counted, formatNumber } from "@descent/reports";
import {
  answerSection,
  deepestSection,
  depthCost,
  ratesSection,
  stepsSection,
  stepsTable,
  TARGET_TEXT,
} from "./depth/steps_section.ts";
import { type DepthResult, NET_KINDS, runDepth } from "./depth/run_depth.ts";

/** Layers of weights, by how many depths are tried. */
const DEPTHS = [2, 8, 4, 16];

const VALIDATION_IMAGES = 500;

const flags = {
  ...imageFlags,
  depths: countFlag("depths to try: 2 and 8 layers, then 4, then 16", 4, 2, 4),
  rates: countFlag("learning rates to try for each net, over two decades", 4, 2, 40),
  images: countFlag("training images to learn", 3000, 1000, 60_000),
  seeds: seedsFlag(3),
};

/** The experiment: steps to 90 % against depth, plain, with batch normalization, residual, and with both. */
export const depthExperiment: Experiment<FlagValues<typeof flags>> = {
  name: "depth",
  doc:
    "Is a deeper net harder to train, and do batch normalization and residual connections make it easier?",

  flags: () => flags,

  async run({ laboratory, optimizers, values }) {
    const { depths, rates, seed, seeds } = values;
    const images = await imageSubset(laboratory, values, {
      train: values.images,
      validation: VALIDATION_IMAGES,
    });
    const layers = DEPTHS.slice(0, depths).toSorted((a, b) => a - b);
    const results = await runDepth(laboratory, {
      optimizers: defaultOptimizers(optimizers),
      images: images.options,
      depths: layers,
      rates,
      seed,
      claimSeeds: repeatSeeds(seed),
      judges: judgingSeeds(seed, seeds),
    });
    const runs = results.flatMap(({ search, repeats, finals }) => [
      ...search,
      ...repeats,
      ...finals,
    ]);
    const page = experimentPage({
      kicker: "depth",
      title: `Depth on ${images.title}`,
      ...finding(results),
      runs,
      networks: `${
        layers.join(", ")
      } layers, 100 units in each hidden one, relu, He initialization`,
      sections: [
        answerSection(results),
        stepsSection(results),
        stepsTable(results),
        deepestSection(results),
        ratesSection(results),
      ],
    });
    return { runs, page };
  },
};

/** The kinds of the shallowest and of the deepest nets that reach the target with the first optimizer, and how soon. */
function finding(results: readonly DepthResult[]): ExperimentFinding {
  const [{ optimizer }] = results;
  const own = results.filter((result) => result.optimizer === optimizer);
  const [shallowest, deepest] = [own[0].layers, Math.max(...own.map(({ layers }) => layers))];
  const costs = NET_KINDS.map(({ name, title }) => ({ title, ...depthCost(own, name) }));
  const reached = (depth: "shallow" | "deep") => {
    const kinds = costs.flatMap((cost) => {
      const steps = cost[depth];
      return steps === null ? [] : [`${cost.title.toLowerCase()} ${formatNumber(steps, "count")}`];
    });
    return kinds.length === 0 ? "no kind of net" : kinds.join(", ");
  };
  const count = costs.filter(({ deep }) => deep !== null).length;
  const picture = scorePicture(
    own.filter(({ layers }) => layers === deepest)
      .map(({ kind, finals }) => ({ ...kind, runs: finals })),
    "validation/accuracy",
  );
  return {
    answer: `${count === 0 ? "No kind" : `${count} of ${counted(costs.length, "kind")}`} of net${
      count > 1 ? "s" : ""
    } ${count > 1 ? "reach" : "reaches"} ${TARGET_TEXT} with ${deepest} layers`,
    headline:
      `Steps until every seed has ${TARGET_TEXT} validation accuracy with ${optimizer.title}, ${shallowest} ` +
      `layers: ${reached("shallow")}; ${deepest} layers: ${
        reached("deep")
      }. No test compares the kinds.`,
    picture,
  };
}
