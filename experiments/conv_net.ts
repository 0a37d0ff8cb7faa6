/** `deno task experiment conv-net`: which settings suit the three-layer conv net? */
import { type FlagValues, integerFlag, numberFlag } from "@descent/cli";
import {
  defaultOptimizers,
  type Experiment,
  experimentPage,
  imageFlags,
  imageSubset,
  judgeClaim,
  judgingSeeds,
  scorePicture,
  scoreSummary,
  seedsFlag,
} from "@descent/lab";
import {
  counted,
  curveSeries,
  formatNumber,
  formatSummary,
  imageSections,
  type Run,
} from "@descent/reports";
import { claimsSection, REFERENCE_ACCURACY } from "./conv_net/claims_section.ts";
import { BASE, networksOf, settingValues } from "./conv_net/conv_net_setting.ts";
import { type Claim, judgeClaims } from "./conv_net/judge_claims.ts";
import { runConvNet, sweepOptimizer } from "./conv_net/run_conv_net.ts";
import { searchSection } from "./conv_net/search_section.ts";
import { sweepSections } from "./conv_net/sweep_sections.ts";

const flags = {
  ...imageFlags,
  settings: integerFlag({
    doc: "Number of settings in the random search of each optimizer.",
    default: 6,
    quick: 2,
    minimum: 1,
    maximum: 1000,
  }),
  sweepSeeds: integerFlag({
    doc:
      "Number of seeds of each setting in the sweeps, which find a rival for each claimed value.",
    default: 3,
    quick: 1,
    minimum: 1,
    maximum: 100,
  }),
  seeds: seedsFlag(6),
  longSeeds: integerFlag({
    doc: "Number of seeds of the best setting and of the reference's on all training images.",
    default: 3,
    quick: 2,
    minimum: 1,
    maximum: 100,
  }),
  trainSubset: integerFlag({
    doc: "Number of training images, the first ones, of all trials but those on all images.",
    default: 10_000,
    quick: 500,
    minimum: 1,
    maximum: 1e7,
  }),
  epochs: numberFlag({
    doc: "Number of epochs over these images.",
    default: 2,
    quick: 1,
    minimum: 0.01,
    maximum: 10_000,
  }),
  longEpochs: numberFlag({
    doc: "Number of epochs over all training images, with the best setting and the reference's.",
    default: 12,
    quick: 1,
    minimum: 0.01,
    maximum: 10_000,
  }),
};

/** The experiment: sweeps around the reference's setting, a random search, and the best of it on all images. */
export const convNetExperiment: Experiment<FlagValues<typeof flags>> = {
  name: "conv-net",
  doc:
    "Which batch size, filters, weight scale, learning rate and epochs suit the conv net, and how good does it get?",

  flags: () => flags,

  async run({ laboratory, optimizers, values }) {
    const { dataset, seed, sweepSeeds, seeds, longSeeds, settings, epochs, longEpochs } = values;
    const train = values.trainSubset;
    const { title, options: images } = await imageSubset(laboratory, values, { train });
    const usual = defaultOptimizers(optimizers);
    const { runs, comparisons } = await runConvNet(laboratory, {
      optimizers: usual,
      images,
      epochs,
      draws: settings,
      longEpochs,
      seed,
      sweepSeeds: judgingSeeds(seed, sweepSeeds),
      judges: judgingSeeds(seed + sweepSeeds, seeds),
      longJudges: judgingSeeds(seed, longSeeds),
    });
    const optimizer = sweepOptimizer(usual);
    const base = settingValues(BASE, optimizer);
    const claims = judgeClaims(comparisons, runs.reference, optimizer);
    const all = Object.values(runs).flat();
    const best = scoreSummary(runs.best, "validation/accuracy", "best");
    const picture = scorePicture([
      { name: "best", title: "Best setting", runs: runs.best },
      { name: "reference", title: "Reference's", runs: runs.reference },
    ], "validation/accuracy");
    const lowest = chartFloor([...runs.best, ...runs.reference]);
    const page = experimentPage({
      kicker: "conv-net",
      title: `A three-layer conv net on ${title}`,
      answer: best && `${formatNumber(best.mean, "percent")} validation accuracy`,
      headline: headline(runs.best, claims, dataset),
      picture,
      runs: all,
      networks: networksOf(all),
      budgets: `${counted(epochs, "epoch")} over ${counted(images.trainSubset, "image")}, ` +
        `${counted(longEpochs, "epoch")} over all images`,
      sections: [
        claimsSection(runs, { claims, dataset }),
        {
          kind: "curves",
          title: "On all training images",
          text:
            "The best setting of the random search with half its learning rate, since training is longer: " +
            `${settingText(runs.best)}. And the reference's: ${settingText(runs.reference)}.${
              testText(runs.best)
            }`,
          series: curveSeries(
            [...runs.best, ...runs.reference],
            ({ phase }) =>
              phase === "final"
                ? { name: "best", title: `Best setting, schedule ${scheduleOf(runs.best)}` }
                : {
                  name: "reference",
                  title: `Reference's setting, schedule ${scheduleOf(runs.reference)}`,
                },
          ),
          charts: [
            {
              title: "Validation accuracy",
              column: "validation/accuracy",
              format: "percent",
              limits: [lowest, 1],
            },
            { title: "Training loss", column: "train/loss", scale: "log" },
          ],
          colours: "order",
          note: `Epochs that end below ${formatNumber(lowest, "percent")} are off the chart.`,
        },
        ...imageSections([{ name: "best", title: "Best setting", final: runs.best }]),
        ...sweepSections(runs, base),
        searchSection(runs.search),
      ],
    });
    return { runs: all, page };
  },
};

function headline(best: readonly Run[], claims: readonly Claim[], dataset: string): string {
  const score = scoreSummary(best, "validation/accuracy", "best");
  if (score === null) return "No trial of the best setting was completed.";
  const found = `The conv net reaches ${
    formatSummary(score, "percent")
  } validation accuracy at its best epoch, with ${settingText(best)}`;
  if (dataset !== "mnist") return `${found}.`;
  const reached = {
    confirmed: "above",
    refuted: "below",
    open: "which these seeds cannot tell from",
  }[judgeClaim(score, REFERENCE_ACCURACY).verdict];
  const verdicts = ([
    ["confirmed", "confirmed to half a point"],
    ["refuted", "refuted"],
    ["open", "undecided"],
  ] as const)
    .flatMap(([verdict, word]) => {
      const own = claims.filter((claim) => claim.verdict === verdict);
      return own.length === 0
        ? []
        : [`${word}: ${own.map(({ what }) => what.toLowerCase()).join(", ")}`];
    });
  return `${found}, ${reached} the reference's 98.5\u202f%. Of the reference's best values, these are ${
    verdicts.join("; ")
  }.`;
}

/** A single epoch may end far below the others, and would make one line of them. */
function chartFloor(runs: readonly Run[]): number {
  const best = runs.map(({ record }) => record.results.best["validation/accuracy"] ?? 1);
  return Math.floor(100 * Math.min(1, ...best)) / 100 - 0.05;
}

/** No choice was made by the test images. */
function testText(best: readonly Run[]): string {
  const score = scoreSummary(best, "test/accuracy", "best");
  return score === null
    ? ""
    : ` On the test images, which nothing was chosen by, our best setting has ${
      formatSummary(score, "percent")
    } accuracy with the parameters of its best epoch.`;
}

/** The learning-rate schedule that the trials had. */
function scheduleOf([run]: readonly Run[]): string {
  return run?.record.budget.schedule ?? "";
}

function settingText([run]: readonly Run[]): string {
  if (run === undefined) return "none";
  const { optimizer, setting: { variables, hyperparameters } } = run.record;
  const { filters, filterSize, batchSize, weightScale } = variables;
  return `${optimizer.title}, ${filters} filters of ${filterSize}x${filterSize}, batch size ${batchSize}, weight scale ` +
    `${weightScale} and learning rate ${formatNumber(hyperparameters.learningRate, "number")}`;
}
