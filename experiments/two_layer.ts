/** `deno task experiment two-layer`: does the trainer work? */
import { type FlagValues, integerFlag, numberFlag } from "@descent/cli";
import {
  defaultOptimizers,
  type Experiment,
  experimentPage,
  imageFlags,
  imageOptions,
  imagesOf,
  judgeClaim,
  judgingSeeds,
  makeTrial,
  referenceRow,
  scoreSummary,
  searchRates,
  searchThenJudge,
  seedsFlag,
} from "@descent/lab";
import { chooseProblem, fullyConnected } from "@descent/problems";
import { compareOptimizers, formatNumber, formatSummary, type Run } from "@descent/reports";

const REFERENCE = { train: 0.981, validation: 0.963 };
/** A little below what a tuned optimizer reaches on MNIST: the reference's figure is passed within an epoch. */
const TARGET = 0.975;

const flags = {
  ...imageFlags,
  settings: integerFlag({
    doc: "How many learning rates to try for each optimizer, over two decades.",
    default: 5,
    quick: 3,
    minimum: 2,
    maximum: 100,
  }),
  seeds: seedsFlag(3),
  epochs: numberFlag({
    doc: "Number of epochs, passes over the training images.",
    default: 10,
    quick: 3,
    minimum: 0.01,
    maximum: 10_000,
  }),
};

/** The experiment: the net 784-100-10 on raw pixels, with each optimizer at its best learning rate. */
export const twoLayerExperiment: Experiment<FlagValues<typeof flags>> = {
  name: "two-layer",
  doc: "Does the trainer work: how much does a net with one hidden layer of 100 units learn?",

  flags: () => flags,

  async run({ laboratory, optimizers, values }) {
    const { dataset, seed, seeds, settings, epochs } = values;
    const problem = chooseProblem(fullyConnected, {
      options: {
        ...imageOptions(values),
        pixels: "raw",
        hidden: [100],
        initialWeights: "normal",
        weightScale: 1e-3,
      },
      budget: {
        batchSize: 100,
        epochs,
        evaluationsPerEpoch: 1,
        schedule: "cosine",
        target: TARGET,
      },
    });
    const searches = defaultOptimizers(optimizers).map((optimizer) =>
      searchRates(problem, optimizer, settings).map((learningRate) => {
        const hyperparameters = { learningRate };
        return makeTrial({ experiment: "two-layer", problem, optimizer, hyperparameters, seed });
      })
    );
    const runs = await searchThenJudge(laboratory, searches, judgingSeeds(seed, seeds));
    const { title } = await imagesOf(laboratory, problem);
    const best = bestFinals(runs);
    const train = scoreSummary(best, "train/accuracy");
    const validation = scoreSummary(best, "validation/accuracy");
    const { sections, picture } = compareOptimizers(runs);
    const page = experimentPage({
      kicker: "two-layer",
      title: `A two-layer net on ${title}`,
      answer: validation && `${formatNumber(validation.mean, "percent")} validation accuracy`,
      headline: headline(best, dataset),
      picture,
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
          note:
            "Ours after the last epoch, on all training and all validation images, with the optimizer whose search came to " +
            "the lowest validation loss, by other seeds than those of the search.",
        },
        ...sections,
      ],
    });
    return { runs, page };
  },
};

/** The final trials of the optimizer whose search came to the lowest validation loss, which other seeds chose. */
function bestFinals(runs: readonly Run[]): readonly Run[] {
  const finals = runs.filter(({ record }) => record.phase === "final");
  const groups = [...Map.groupBy(finals, ({ record }) => record.optimizer.name).values()];
  const loss = ([{ record }]: readonly Run[]) => record.selection!.score;
  return groups.sort((a, b) => loss(a) - loss(b))[0] ?? [];
}

function headline(best: readonly Run[], dataset: string): string {
  const train = scoreSummary(best, "train/accuracy");
  const validation = scoreSummary(best, "validation/accuracy");
  if (train === null || validation === null) return "No final trial was completed.";
  const text = (summary: typeof train) => formatSummary(summary, "percent");
  const learned = `With ${best[0].record.optimizer.title} the net reaches ${
    text(train)
  } training accuracy and ${text(validation)} validation accuracy`;
  if (dataset !== "mnist") return `${learned}.`;
  const verdicts = [
    judgeClaim(train, REFERENCE.train).verdict,
    judgeClaim(validation, REFERENCE.validation).verdict,
  ];
  const relation = verdicts.every((verdict) => verdict === "confirmed")
    ? "no less than"
    : verdicts.includes("refuted")
    ? "less than"
    : "which these seeds cannot tell from";
  return `${learned}, ${relation} the reference run's 98.1\u202f% and 96.3\u202f%.`;
}
