/** `deno task compare`: which optimizer learns best when each has the learning rate that suits it? */
import { choiceFlag, choicesFlag, integerFlag, numberFlag, repeatedFlag } from "@descent/cli";
import type { DType } from "@descent/core";
import {
  type Experiment,
  finalTrials,
  hyperparameterOverrides,
  judgingSeeds,
  makeTrial,
  runExperiment,
  searchThenJudge,
  seedsFlag,
  usualOptimizers,
} from "@descent/lab";
import { searchSettings } from "@descent/optim";
import { problemCatalogue } from "@descent/problems";
import { compareReport } from "@descent/reports";

/** The values of the flags that are `compare`'s own. */
export interface CompareValues {
  /** Name of the test problem. */
  readonly problem: string;
  /** Names of the optimizers to compare. */
  readonly optimizers: readonly string[];
  /** How many learning rates are tried for each. */
  readonly settings: number;
  /** How many seeds judge the best of them. */
  readonly seeds: number;
  /** The learning rate of all optimizers, in place of a search. */
  readonly learningRate: number | undefined;
  /** Hyperparameters that differ from their defaults, such as `adam.beta1=0.95`. */
  readonly set: readonly string[];
  /** Passes over the training set. */
  readonly epochs: number | undefined;
  /** Images in one step. */
  readonly batchSize: number | undefined;
  /** Units of the two-layer problem's hidden layer. */
  readonly hidden: number;
  /** How the learning rate goes on from its first value. */
  readonly schedule: "constant" | "cosine";
  /** Number format of the training. */
  readonly dtype: DType;
}

/** The experiment: a search for each optimizer's learning rate, then several seeds of the best. */
export const compare: Experiment<CompareValues> = {
  name: "compare",
  doc: "Which optimizer learns images best when each has the learning rate that suits it?",

  flags: (optimizers) => {
    return {
      problem: choiceFlag({
        doc: "The test problem: its network, loss and usual budget.",
        default: problemCatalogue[0].name,
        words: problemCatalogue.map(({ name }) => name),
      }),
      optimizers: choicesFlag({
        doc: "Which optimizers to compare.",
        default: usualOptimizers(optimizers).map(({ plugin }) => plugin.name),
        words: optimizers.map(({ plugin }) => plugin.name),
      }),
      settings: integerFlag({
        doc: "How many learning rates to try for each, log-spaced around its default.",
        default: 7,
        quick: 3,
        minimum: 1,
        maximum: 100,
      }),
      seeds: seedsFlag(5),
      learningRate: numberFlag({
        doc: "The learning rate of all optimizers, in place of a search.",
        default: undefined,
        minimum: 0,
        maximum: 1e9,
      }),
      set: repeatedFlag({
        doc: "Another hyperparameter than its default, such as adam.beta1=0.95.",
        placeholder: "<optimizer.name=number>",
      }),
      epochs: numberFlag({
        doc: "Passes over the training images.",
        default: undefined,
        shownDefault: "what suits the problem",
        quick: 2,
        minimum: 0.01,
        maximum: 10_000,
      }),
      batchSize: integerFlag({
        doc: "Images in one step.",
        default: undefined,
        shownDefault: "what suits the problem",
        minimum: 1,
        maximum: 10_000,
      }),
      hidden: integerFlag({
        doc: "Units of the two-layer problem's hidden layer.",
        default: 100,
        minimum: 1,
        maximum: 10_000,
      }),
      schedule: choiceFlag({
        doc: "How the learning rate goes on: it stays, or falls to 0 along half a cosine.",
        default: "cosine",
        words: ["constant", "cosine"],
      }),
      dtype: choiceFlag({
        doc: "Number format of the training.",
        default: "f32",
        words: ["f32", "f64"],
      }),
    };
  },

  async run({ laboratory, optimizers, values }) {
    const { seed, seeds, settings, learningRate } = values;
    const { create } = problemCatalogue.find(({ name }) => name === values.problem)!;
    const problem = create(values);
    const overrides = hyperparameterOverrides(values.set, optimizers);
    const contestants = values.optimizers.map((name) => {
      const optimizer = optimizers.find(({ plugin }) => plugin.name === name)!;
      const rates = learningRate === undefined
        ? searchSettings(optimizer.plugin, settings).map((setting) => setting.learningRate)
        : [learningRate];
      return rates.map((rate) => {
        const hyperparameters = { ...overrides[name], learningRate: rate };
        return makeTrial({ experiment: compare.name, problem, optimizer, hyperparameters, seed });
      });
    });
    const judges = judgingSeeds(seed, seeds);
    const runs = learningRate === undefined
      ? await searchThenJudge(laboratory, contestants, judges)
      : await laboratory.run(contestants.flat().flatMap((trial) => finalTrials(trial, judges)));
    return { runs, page: compareReport(runs) };
  },
};

if (import.meta.main) Deno.exit(await runExperiment(compare, Deno.args));
