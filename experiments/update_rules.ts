/** `deno task experiment update-rules`: what does momentum change, at one learning rate and at the best of each rule? */
import { type FlagValues, integerFlag } from "@descent/cli";
import {
  defaultOptimizers,
  type Experiment,
  experimentPage,
  imageFlags,
  imageSubset,
  judgingSeeds,
  type KnownOptimizer,
  logSpaced,
  makeTrial,
  searchThenJudge,
  seedsFlag,
} from "@descent/lab";
import { chooseProblem, fullyConnected } from "@descent/problems";
import { compareOptimizers, type Run } from "@descent/reports";
import { fairSections, sameRateSections } from "./update_rules/fair_sections.ts";
import {
  REFERENCE,
  type ReferenceRule,
  updateRulesHeadline,
} from "./update_rules/update_rules_headline.ts";

const IMAGES = 4000;

const flags = {
  ...imageFlags,
  settings: integerFlag({
    doc: "How many learning rates to try, over five decades and the same for every rule.",
    default: 16,
    quick: 6,
    minimum: 2,
    maximum: 100,
  }),
  seeds: seedsFlag(5),
};

/** The experiment: all rules over the same rates; two of them again where the reference's gap shows; the best of each. */
export const updateRules: Experiment<FlagValues<typeof flags>> = {
  name: "update-rules",
  doc:
    "How much does momentum gain over SGD in as many steps, at one learning rate and at the best of each?",

  flags: () => flags,

  async run({ laboratory, optimizers, values }) {
    const { dataset, seed, seeds, settings } = values;
    const { title, options: images } = await imageSubset(laboratory, values, { train: IMAGES });
    const problem = chooseProblem(fullyConnected, {
      options: {
        ...images,
        pixels: "raw",
        hidden: [100, 100, 100, 100, 100],
        initialWeights: "normal",
        weightScale: 5e-2,
      },
      budget: {
        batchSize: 100,
        epochs: 5,
        evaluationsPerEpoch: 1,
        schedule: "constant",
        target: REFERENCE.momentum,
      },
    });
    const compared = defaultOptimizers(optimizers);
    const trial = (optimizer: KnownOptimizer, learningRate: number, phase?: string) => {
      const hyperparameters = { learningRate };
      return makeTrial({
        experiment: "update-rules",
        problem,
        optimizer,
        hyperparameters,
        seed,
        phase,
      });
    };
    const rates = logSpaced(1e-5, 1, settings);
    const judges = judgingSeeds(seed, seeds);
    const tuned = await searchThenJudge(
      laboratory,
      compared.map((optimizer) => rates.map((rate) => trial(optimizer, rate))),
      judges,
    );
    const sameRate = rateLikeReference(tuned, rates);
    const [sgd, momentum] = compared;
    const pair = await laboratory.run(
      [sgd, momentum].flatMap((optimizer) =>
        judges.map((seed) => ({ ...trial(optimizer, sameRate, "same rate"), seed }))
      ),
    );
    const runs = [...tuned, ...pair];
    const { finding, picture } = compareOptimizers(tuned);
    const page = experimentPage({
      kicker: "update-rules",
      title: `Update rules on a six-layer net and ${title}`,
      answer: finding.answer,
      picture,
      headline: updateRulesHeadline(pair, sameRate, tuned),
      runs,
      sections: [...sameRateSections(pair, sameRate, dataset), ...fairSections(tuned)],
    });
    return { runs, page };
  },
};

/** The rate of the search at which SGD and momentum come nearest to the reference's two figures. */
function rateLikeReference(search: readonly Run[], rates: readonly number[]): number {
  const miss = (rule: ReferenceRule, rate: number) => {
    const run = search.find(({ record: { phase, optimizer, setting } }) =>
      phase === "search" && optimizer.name === rule && setting.hyperparameters.learningRate === rate
    );
    return Math.abs((run?.record.results.final["validation/accuracy"] ?? 0) - REFERENCE[rule]);
  };
  const distance = (rate: number) => Math.max(miss("sgd", rate), miss("momentum", rate));
  return [...rates].sort((a, b) => distance(a) - distance(b))[0];
}
