/** `deno task compare`: which optimizer reaches the lowest loss when each has the learning rate that suits it? */
import {
  choiceFlag,
  choicesFlag,
  type FlagTable,
  integerFlag,
  numberFlag,
  repeatedFlag,
  switchFlag,
  TaskError,
  textFlag,
} from "@descent/cli";
import {
  budgetFlags,
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
  optimizerSearch,
  problemFlags,
  runExperiment,
  runJudges,
  searchThenJudge,
  seedsFlag,
  startingRate,
} from "@descent/lab";
import { compareReport } from "@descent/reports";

/**
 * The values of the flags that are `compare`'s own; those of the problems' options come besides.
 *
 * @category Experiments
 */
export interface CompareValues extends BudgetValues {
  /** Name or module of the test problem. */
  readonly problem: string | undefined;
  /** Names or modules of several test problems. */
  readonly problems: string | undefined;
  /** Names of the optimizers to compare. */
  readonly optimizers: readonly string[];
  /** Number of settings that the search for each begins with. */
  readonly settings: number | undefined;
  /** Names of the hyperparameters that are searched. */
  readonly tune: readonly string[];
  /** Which rule stops settings of the search early. */
  readonly earlyStopping: "none" | "asha";
  /** How many seeds judge the best of them. */
  readonly seeds: number;
  /** The learning rate of all optimizers, in place of a search. */
  readonly learningRate: number | undefined;
  /** Whether the trials that judge are measured from inside. */
  readonly diagnostics: boolean;
  /** Hyperparameters that differ from their defaults, such as `adam.beta1=0.95`. */
  readonly set: readonly string[];
}

/** Enough rates to find the decade; the search goes on beside the best and beyond an edge. */
const USUAL_RATES = 5;
/** Settings of several hyperparameters fill a space. */
const USUAL_DRAWS = 16;

/**
 * The experiment: a search for each optimizer's setting, then several seeds of the best.
 *
 * @category Experiments
 */
export const compare: Experiment<CompareValues> = {
  name: "compare",
  doc: "Which optimizer reaches the lowest loss when each has the learning rate that suits it?",

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
        doc: "Settings that each search begins with, around the default.",
        default: undefined,
        shownDefault:
          `${USUAL_RATES}, or ${USUAL_DRAWS} where more than the learning rate is tuned`,
        quick: 3,
        minimum: 1,
        maximum: 100,
      }),
      tune: choicesFlag({
        doc: "The hyperparameters to search, of each optimizer those that it has.",
        default: ["learningRate"],
        words: [
          ...new Set(optimizers.flatMap(({ plugin }) => Object.keys(plugin.hyperparameters))),
        ],
      }),
      earlyStopping: choiceFlag({
        doc:
          "Stop most settings of the search early, by asynchronous successive halving (ASHA). All train for a ninth of the " +
          "epochs, the best third so far anew for a third, and the best of these for all.",
        default: "none",
        words: ["none", "asha"],
      }),
      seeds: seedsFlag(10),
      learningRate: numberFlag({
        doc: "Learning rate of all optimizers, in place of a search.",
        default: undefined,
        minimum: 0,
        maximum: 1e9,
      }),
      diagnostics: switchFlag({
        doc:
          "Also measure the trials that judge from inside (norms, activations, gradient noise, sharpness), and the loss between their solutions.",
      }),
      set: repeatedFlag({
        doc: "Another hyperparameter than its default, such as adam.beta1=0.95.",
        placeholder: "<optimizer.name=number>",
      }),
      ...budgetFlags(),
    };
    const taken = Object.keys({ ...commonFlags(compare.name), ...own });
    return { ...own, ...problemFlags(problems, taken) };
  },

  explainUnknownFlag: (flag, { problems }) => explainProblemFlag(flag, problems),

  // One trial looks between the solutions of all optimizers.
  keepsProblems: ({ diagnostics }) => diagnostics,

  async run({ laboratory, optimizers, problems, values }) {
    const { seed, seeds, learningRate, tune: tuned, diagnostics } = values;
    const tunesMore = tuned.some((name) => name !== "learningRate");
    if (learningRate !== undefined && tunesMore) {
      throw new TaskError(
        "--tune: expected no --learning-rate, which takes the place of a search, got both; leave one out",
      );
    }
    const stopsEarly = values.earlyStopping === "asha";
    if (learningRate !== undefined && stopsEarly) {
      throw new TaskError(
        "--early-stopping: expected no --learning-rate, which leaves no search to stop, got both; leave one out",
      );
    }
    const count = values.settings ?? (tunesMore ? USUAL_DRAWS : USUAL_RATES);
    const overrides = hyperparameterOverrides(values.set, optimizers);
    const judges = judgingSeeds(seed, seeds);
    const entries = chosenProblems(problems, values).flatMap((problem) =>
      values.optimizers.map((name) => {
        const optimizer = optimizers.find(({ plugin }) => plugin.name === name)!;
        const trial = (chosen: Readonly<Record<string, number>>) => {
          const hyperparameters = { ...overrides.get(name), ...chosen };
          return makeTrial({ experiment: compare.name, problem, optimizer, hyperparameters, seed });
        };
        return { plugin: optimizer.plugin, middle: startingRate(problem, optimizer), trial };
      })
    );
    const runs = learningRate === undefined
      ? await searchThenJudge(
        laboratory,
        entries.map((entry) => optimizerSearch({ ...entry, count, tuned, seed })),
        judges,
        { diagnostics, stopsEarly },
      )
      : await runJudges(
        laboratory,
        entries.flatMap(({ trial }) => finalTrials(trial({ learningRate }), judges)),
        { diagnostics },
      );
    return { runs, page: compareReport(runs) };
  },
};

/**
 * Runs `deno task compare`.
 *
 * @category Experiments
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with.
 */
export function runCompare(args: readonly string[]): Promise<number> {
  return runExperiment(compare, args);
}

if (import.meta.main) Deno.exit(await runCompare(Deno.args));
