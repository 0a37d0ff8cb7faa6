/** `deno task experiment vanishing-gradient`: what is left of a gradient after many layers of sigmoids, or of relus? */
import type { FlagValues } from "@descent/cli";
import {
  countFlag,
  defaultOptimizers,
  type Experiment,
  experimentPage,
  imageFlags,
  type ImageSubset,
  imageSubset,
  judgingSeeds,
  type KnownOptimizer,
  type Laboratory,
  scorePicture,
  scoreSummary,
  seedsFlag,
  selectSetting,
  wholeSteps,
} from "@descent/lab";
import { formatNumber, formatSummary, type Run } from "@descent/reports";
import { backwardDecay } from "./vanishing_gradient/backward_decay.ts";
import {
  answerSection,
  decaySection,
  decayTable,
  type MeasuredDecay,
  slopesSection,
  STEEPEST,
} from "./vanishing_gradient/decay_section.ts";
import {
  firstLayerSection,
  learnedSection,
  overDepthsSection,
  overTrainingSection,
} from "./vanishing_gradient/over_training_section.ts";
import {
  ACTIVATIONS,
  runVanishing,
  vanishingProblem,
  vanishingTrial,
} from "./vanishing_gradient/run_vanishing.ts";

const WEIGHT_SCALES = [0.05, 0.1, 0.2, 0.4];
/** Near the scale that keeps the size of what relu passes on, √(2/100). */
const MIDDLE_SCALE = 0.1;
const DEEPEST = 10;
const MEASURED_IMAGES = 50;
const VALIDATION_IMAGES = 500;

const flags = {
  ...imageFlags,
  depths: countFlag("depths to try, from 2 to 10 layers", 5, 2, 9),
  rates: countFlag("learning rates to choose from for each net, over two decades", 3, 2, 40),
  images: countFlag("training images to learn", 2000, 500, 60_000),
  seeds: seedsFlag(3),
};

/** The experiment: gradients over training, and how they go back from layer to layer beside what bounds them. */
export const vanishingGradient: Experiment<FlagValues<typeof flags>> = {
  name: "vanishing-gradient",
  doc:
    "How much of the gradient reaches the first layers of sigmoid nets and of relu nets, the deeper they are?",

  flags: () => flags,

  async run({ laboratory, optimizers, values }) {
    const { depths, rates, seed, seeds } = values;
    const validation = VALIDATION_IMAGES;
    const images = await imageSubset(laboratory, values, { train: values.images, validation });
    const measured = await imageSubset(laboratory, values, { train: MEASURED_IMAGES, validation });
    const compared = defaultOptimizers(optimizers);
    const layers = wholeSteps(2, DEEPEST, depths);
    const decays = await measureDecays(laboratory, measured.options, compared[0], seed);
    const { search, shown } = await runVanishing(laboratory, {
      optimizers: compared,
      images: images.options,
      depths: layers,
      weightScales: values.quick ? WEIGHT_SCALES.slice(1, 3) : WEIGHT_SCALES,
      rates,
      seed,
      judges: judgingSeeds(seed, seeds),
    });
    const runs = [...search, ...shown];
    const page = experimentPage({
      kicker: "vanishing-gradient",
      title: `Gradients through many layers on ${images.title}`,
      answer: `Sigmoids keep ${keptShare(decays, "sigmoid")} of the gradient, relus ${
        keptShare(decays, "relu")
      }`,
      headline: `${decaySentence} ${accuracySentence(search, shown)}`,
      picture: deepestPicture(shown),
      runs,
      networks: `${layers.join(", ")} layers, 100 units in each hidden one, sigmoid or relu`,
      sections: [
        answerSection(decays),
        slopesSection(),
        decaySection(decays, MEASURED_IMAGES),
        decayTable(decays),
        firstLayerSection(shown),
        overTrainingSection(shown, DEEPEST),
        overDepthsSection(shown, MIDDLE_SCALE),
        learnedSection(shown),
      ],
    });
    return { runs, page };
  },
};

/** Nets of {@linkcode DEEPEST} layers with the initial weights of each scale. */
async function measureDecays(
  laboratory: Laboratory,
  images: ImageSubset["options"],
  optimizer: KnownOptimizer,
  seed: number,
): Promise<MeasuredDecay[]> {
  return await Promise.all(
    WEIGHT_SCALES.flatMap((weightScale) =>
      ACTIVATIONS.map(async (activation) => {
        const problem = vanishingProblem({ images, activation, layers: DEEPEST, weightScale });
        const trial = vanishingTrial({ problem, optimizer, learningRate: 1, seed, phase: "decay" });
        const data = await laboratory.data(problem);
        const decay = await backwardDecay(trial, data, STEEPEST[activation]);
        return { ...decay, activation, weightScale };
      })
    ),
  );
}

function keptShare(decays: readonly MeasuredDecay[], name: string): string {
  const { whole } = decays.find(({ activation, weightScale }) =>
    activation === name && weightScale === MIDDLE_SCALE
  )!;
  return formatNumber(whole, "number");
}

function deepestPicture(shown: readonly Run[]) {
  const groups = ACTIVATIONS.map((name) => ({
    name,
    title: name,
    runs: shown.filter(({ record: { optimizer, setting: { variables } } }) =>
      optimizer.name === shown[0].record.optimizer.name && variables.layers === DEEPEST &&
      variables.weightScale === MIDDLE_SCALE && variables.activation === name
    ),
  }));
  return scorePicture(groups, "validation/accuracy");
}

const decaySentence =
  `That is its norm at the first of ${
    DEEPEST - 1
  } hidden layers over that at the last, with weight ` +
  `scale ${MIDDLE_SCALE}.`;

/**
 * Validation accuracy of the deepest nets with the first optimizer, each activation at the weight scale that the search,
 * which has another seed, chose.
 */
function accuracySentence(search: readonly Run[], shown: readonly Run[]): string {
  const { optimizer } = shown[0].record;
  const deepest = ({ record: { optimizer: { name }, setting: { variables } } }: Run) =>
    name === optimizer.name && variables.layers === DEEPEST;
  const [sigmoid, relu] = ACTIVATIONS.map((name) => {
    const of = (runs: readonly Run[]) =>
      runs.filter((run) => deepest(run) && run.record.setting.variables.activation === name);
    const tried = of(search);
    const place = selectSetting(tried);
    if (place === undefined) return null;
    const { weightScale } = tried[place].record.setting.variables;
    const best = scoreSummary(
      of(shown).filter(({ record }) => record.setting.variables.weightScale === weightScale),
      "validation/accuracy",
    );
    return best && formatSummary(best, "percent");
  });
  const words = (score: string | null) => score ?? "none, for it diverges,";
  return `Trained with ${optimizer.title}, a net of ${DEEPEST} layers reaches, at the weight scale that its search chose, ${
    words(sigmoid)
  } validation accuracy with sigmoids and ${words(relu)} with relus.`;
}
