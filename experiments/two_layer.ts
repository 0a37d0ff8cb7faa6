/** `deno task experiment two-layer`: does the trainer work? */
import { integerFlag, numberFlag } from "@descent/cli";
import {
  type Experiment,
  experimentPage,
  judgingSeeds,
  type KnownOptimizer,
  logSpaced,
  makeTrial,
  referenceRow,
  scoreSummary,
  searchThenJudge,
  seedsFlag,
  usualOptimizers,
} from "@descent/lab";
import { courseProblem } from "@descent/problems";
import { compareOptimizers, formatInterval, type Run } from "@descent/reports";

const REFERENCE = { train: 0.981, validation: 0.963 };
/** A little below what a tuned optimizer reaches on MNIST: the reference's figure is passed within an epoch. */
const TARGET = 0.975;

/** Where searches have their middle: pixels up to 255 make gradients larger, and good rates smaller than usual. */
const MIDDLE_RATES: Readonly<Record<string, number>> = {
  sgd: 3e-3,
  momentum: 3e-4,
  rmsprop: 3e-4,
  adam: 1e-3,
};

/** The values of the flags that are `two-layer`'s own. */
export interface TwoLayerValues {
  /** How many learning rates are tried for each optimizer. */
  readonly settings: number;
  /** How many seeds judge the best of them. */
  readonly seeds: number;
  /** Passes over the training set. */
  readonly epochs: number;
}

/** The experiment: the net 784-100-10 on the course's pixels, with each optimizer at its best rate. */
export const twoLayerExperiment: Experiment<TwoLayerValues> = {
  name: "two-layer",
  doc: "Does the trainer work: how much does a net with one hidden layer of 100 units learn?",

  flags: () => ({
    settings: integerFlag({
      doc: "How many learning rates to try for each optimizer, over two decades.",
      default: 5,
      quick: 3,
      minimum: 2,
      maximum: 100,
    }),
    seeds: seedsFlag(3),
    epochs: numberFlag({
      doc: "Passes over the training images.",
      default: 10,
      quick: 3,
      minimum: 0.01,
      maximum: 10_000,
    }),
  }),

  async run({ laboratory, optimizers, values }) {
    const { dataset, seed, seeds, settings, epochs } = values;
    const problem = courseProblem({
      name: `${dataset}-two-layer-net`,
      dataset,
      network: {
        kind: "fully-connected",
        hidden: [100],
        weight: { kind: "normal", scale: 1e-3 },
      },
      batchSize: 100,
      epochs,
      schedule: "cosine",
      target: TARGET,
    });
    const contestants = usualOptimizers(optimizers).map((optimizer) => {
      const middle = middleRate(optimizer);
      return logSpaced(middle / 10, middle * 10, settings).map((learningRate) => {
        const hyperparameters = { learningRate };
        return makeTrial({ experiment: "two-layer", problem, optimizer, hyperparameters, seed });
      });
    });
    const runs = await searchThenJudge(laboratory, contestants, judgingSeeds(seed, seeds));
    const best = bestFinals(runs);
    const train = scoreSummary(best, "trainAccuracy");
    const validation = scoreSummary(best, "validationAccuracy");
    const page = experimentPage({
      kicker: "two-layer",
      title: `A two-layer net on ${laboratory.dataset.title}`,
      headline: headline(best, dataset),
      runs,
      sections: [
        {
          kind: "reference",
          title: "Beside the reference run",
          source: "Reference run, MNIST",
          rows: [
            referenceRow({
              what: "Training accuracy",
              reference: REFERENCE.train,
              ours: train,
              dataset,
            }),
            referenceRow({
              what: "Validation accuracy",
              reference: REFERENCE.validation,
              ours: validation,
              dataset,
            }),
          ],
          note: "Ours after the last epoch, on all training and all validation images.",
        },
        ...compareOptimizers(runs).sections,
      ],
    });
    return { runs, page };
  },
};

function middleRate({ plugin: { name, hyperparameters } }: KnownOptimizer): number {
  return MIDDLE_RATES[name] ?? hyperparameters.learningRate.default;
}

/** The final trials of the optimizer with the best mean on the validation images. */
function bestFinals(runs: readonly Run[]): readonly Run[] {
  const finals = runs.filter(({ record }) => record.phase === "final");
  const groups = [...Map.groupBy(finals, ({ record }) => record.optimizer.name).values()];
  const mean = (group: readonly Run[]) => scoreSummary(group, "validationAccuracy")?.mean ?? -1;
  return groups.sort((a, b) => mean(b) - mean(a))[0] ?? [];
}

function headline(best: readonly Run[], dataset: string): string {
  const train = scoreSummary(best, "trainAccuracy");
  const validation = scoreSummary(best, "validationAccuracy");
  if (train === null || validation === null) return "No final trial was completed.";
  const text = ({ mean, confidence }: typeof train) => formatInterval(mean, confidence, "percent");
  const learned = `With ${best[0].record.optimizer.title} the net learns ${
    text(train)
  } of its training images and gets ${text(validation)} of the validation images right`;
  if (dataset !== "mnist") return `${learned}.`;
  const reaches = train.mean >= REFERENCE.train && validation.mean >= REFERENCE.validation;
  const relation = reaches ? "no less than" : "against";
  return `${learned}, ${relation} the reference run's 98.1\u202f% and 96.3\u202f%.`;
}
