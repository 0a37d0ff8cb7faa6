/** `deno task experiment optimizers`: is any optimizer better than SGD with momentum on a conv net, and at which budget? */
import { type FlagValues, integerFlag, numberFlag } from "@descent/cli";
import {
  defaultOptimizers,
  type Experiment,
  type ExperimentFinding,
  experimentPage,
  imageFlags,
  imageSubset,
  judgingSeeds,
  makeTrial,
  searchRates,
  searchThenJudge,
  seedsFlag,
} from "@descent/lab";
import { chooseProblem, convNet } from "@descent/problems";
import { compareOptimizers, counted } from "@descent/reports";
import {
  budgetSection,
  CLAIMED,
  claimSection,
  searchesSection,
  standingsSection,
} from "./optimizers/budget_section.ts";
import { type Standing, standings } from "./optimizers/standings.ts";

const IMAGES = 10_000;
const BATCH_SIZE = 50;
/** Of the whole budget. */
const SHARES = [1 / 4, 1 / 2, 1];

const flags = {
  ...imageFlags,
  settings: integerFlag({
    doc: "How many learning rates to try for each optimizer and budget, over two decades.",
    default: 5,
    quick: 3,
    minimum: 2,
    maximum: 100,
  }),
  seeds: seedsFlag(5),
  epochs: numberFlag({
    doc: "Number of epochs of the whole budget; the others are a half and a quarter of it.",
    default: 4,
    quick: 2,
    minimum: 0.01,
    maximum: 10_000,
  }),
  filters: integerFlag({
    doc: "Number of filters.",
    default: 32,
    quick: 4,
    minimum: 1,
    maximum: 10_000,
  }),
};

/** The experiment: a search for each optimizer and each of three budgets, then several seeds of the best. */
export const optimizersExperiment: Experiment<FlagValues<typeof flags>> = {
  name: "optimizers",
  doc: "Are Adam and RMSProp better than SGD with momentum on a conv net, and with which budget?",

  flags: () => flags,

  async run({ laboratory, optimizers, values }) {
    const { dataset, seed, seeds, settings, epochs, filters } = values;
    const { title, options } = await imageSubset(laboratory, values, { train: IMAGES });
    const searches = SHARES.flatMap((share) => {
      const problem = chooseProblem(convNet, {
        options: { ...options, filters },
        budget: { batchSize: BATCH_SIZE, epochs: share * epochs },
      });
      return defaultOptimizers(optimizers).map((optimizer) =>
        searchRates(problem, optimizer, settings).map((learningRate) => {
          const hyperparameters = { learningRate };
          return makeTrial({ experiment: "optimizers", problem, optimizer, hyperparameters, seed });
        })
      );
    });
    const runs = await searchThenJudge(laboratory, searches, judgingSeeds(seed, seeds));
    const all = standings(runs, "momentum");
    const whole = runs.filter(({ record }) => record.budget.epochs === epochs);
    const { sections: [result, ...others], picture } = compareOptimizers(whole);
    const page = experimentPage({
      kicker: "optimizers",
      title: `Optimizers on a conv net and ${title}`,
      ...finding(all),
      picture,
      runs,
      budgets: `${listed(SHARES.map((share) => share * epochs))}, batch size ${BATCH_SIZE}`,
      sections: [
        claimSection(all, dataset),
        budgetSection(all),
        standingsSection(all),
        { ...result, title: `With the whole budget, ${counted(epochs, "epoch")}` },
        ...others.filter(({ kind }) => ["curves", "confusion", "pictures"].includes(kind)),
        searchesSection(runs),
      ],
    });
    return { runs, page };
  },
};

function finding(all: readonly Standing[]): ExperimentFinding {
  const found = CLAIMED.flatMap((name) => {
    const own = all.filter((standing) => standing.name === name);
    if (own.length === 0) return [];
    const parts = PHRASES.flatMap(([verdict, phrase]) => {
      const epochs = own.filter((standing) => standing.judgement?.verdict === verdict)
        .map(({ epochs }) => epochs);
      return epochs.length === 0 ? [] : [`${phrase} after ${listed(epochs)}`];
    });
    return [`${own[0].title} is ${parts.join(", and ")}`];
  });
  if (found.length === 0) return { headline: "No final trial was completed." };
  const better = all.filter(({ judgement }) => judgement?.verdict === "refuted");
  const titles = [...new Set(better.map(({ title }) => title))].join(" and ");
  const answer = better.length === 0
    ? "Nothing is clearly better than momentum"
    : `${titles} can beat momentum`;
  return { answer, headline: `${found.join("; ")}.` };
}

function listed(epochs: readonly number[]): string {
  const before = epochs.slice(0, -1);
  const last = counted(epochs.at(-1)!, "epoch");
  return before.length === 0 ? last : `${before.join(", ")} and ${last}`;
}

const PHRASES = [
  ["refuted", "better than momentum"],
  ["confirmed", "no better than momentum"],
  ["open", "not told apart from momentum"],
] as const;
