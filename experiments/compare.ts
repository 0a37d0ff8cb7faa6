/** `deno task compare`: which optimizer learns best when each has the learning rate that suits it? */
import {
  choiceFlag,
  choicesFlag,
  type FlagTable,
  integerFlag,
  numberFlag,
  repeatedFlag,
  textFlag,
} from "@descent/cli";
import {
  type BudgetValues,
  chosenProblems,
  commonFlags,
  defaultOptimizers,
  type Experiment,
  explainProblemFlag,
  finalTrials,
  hyperparameterOverrides,
  judgingSeeds,
  makeTrial,
  problemFlags,
  runExperiment,
  searchThenJudge,
  seedsFlag,
} from "@descent/lab";
import { searchSettings } from "@descent/optim";
import { compareReport, type Run } from "@descent/reports";

/** The values of the flags that are `compare`'s own; those of the problems' options come besides. */
export interface CompareValues extends BudgetValues {
  /** Name or module of the test problem. */
  readonly problem: string | undefined;
  /** Names or modules of several test problems. */
  readonly problems: string | undefined;
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
}

/** The experiment: a search for each optimizer's learning rate, then several seeds of the best. */
export const compare: Experiment<CompareValues> = {
  name: "compare",
  doc: "Which optimizer learns best when each has the learning rate that suits it?",

  flags: ({ optimizers, problems }) => {
    const own: FlagTable<CompareValues> = {
      problem: textFlag({
        doc:
          "The test problem, by name or as a module: data, model, loss, metrics and usual budget.",
        default: undefined,
        shownDefault: "two-layer",
        placeholder: "<name or path>",
      }),
      problems: textFlag({
        doc: "Several test problems, with commas between, each with its own section of the report.",
        default: undefined,
        placeholder: "<names or paths>",
      }),
      optimizers: choicesFlag({
        doc: "The optimizers to compare.",
        default: defaultOptimizers(optimizers).map(({ plugin }) => plugin.name),
        words: optimizers.map(({ plugin }) => plugin.name),
      }),
      settings: integerFlag({
        doc: "Number of learning rates to try for each, log-spaced around its default.",
        default: 7,
        quick: 3,
        minimum: 1,
        maximum: 100,
      }),
      seeds: seedsFlag(5),
      learningRate: numberFlag({
        doc: "Learning rate of all optimizers, in place of a search.",
        default: undefined,
        minimum: 0,
        maximum: 1e9,
      }),
      set: repeatedFlag({
        doc: "Another hyperparameter than its default, such as adam.beta1=0.95.",
        placeholder: "<optimizer.name=number>",
      }),
      epochs: numberFlag({
        doc: "Number of epochs, passes over the training examples.",
        default: undefined,
        shownDefault: "what suits the problem",
        quick: 2,
        minimum: 0.01,
        maximum: 1e7,
      }),
      batchSize: integerFlag({
        doc: "Batch size: examples in a minibatch.",
        default: undefined,
        shownDefault: "what suits the problem",
        minimum: 1,
        maximum: 10_000,
      }),
      schedule: choiceFlag({
        doc: "Learning-rate schedule: constant, or half a cosine down to 0.",
        default: undefined,
        shownDefault: "what suits the problem",
        words: ["constant", "cosine"],
      }),
      dtype: choiceFlag({
        doc: "Floating-point type of the training.",
        default: "f32",
        words: ["f32", "f64"],
      }),
    };
    const taken = Object.keys({ ...commonFlags(compare.name), ...own });
    return { ...own, ...problemFlags(problems, taken) };
  },

  explainUnknownFlag: (flag, { problems }) => explainProblemFlag(flag, problems),

  async run({ laboratory, optimizers, problems, values }) {
    const { seed, seeds, settings, learningRate } = values;
    const overrides = hyperparameterOverrides(values.set, optimizers);
    const judges = judgingSeeds(seed, seeds);
    const chosen = chosenProblems(problems, values);
    const searches = chosen.map((problem) =>
      values.optimizers.map((name) => {
        const optimizer = optimizers.find(({ plugin }) => plugin.name === name)!;
        const { plugin } = optimizer;
        const middle = problem.learningRates[name];
        const rates = learningRate === undefined
          ? searchSettings(plugin, settings, { middle }).map((setting) => setting.learningRate)
          : [learningRate];
        return rates.map((rate) => {
          const hyperparameters = { ...overrides[name], learningRate: rate };
          return makeTrial({ experiment: compare.name, problem, optimizer, hyperparameters, seed });
        });
      })
    );
    const runs: Run[] = learningRate === undefined
      ? await searchThenJudge(laboratory, searches.flat(), judges)
      : await laboratory.run(
        searches.flat(2).flatMap((trial) => finalTrials(trial, judges)),
      );
    return { runs, page: compareReport(runs) };
  },
};

if (import.meta.main) Deno.exit(await runExperiment(compare, Deno.args));
