import { type Engine, randomStream } from "@descent/core";
import {
  createOptimizer,
  type Hyperparameter,
  type Hyperparameters,
  parseOptimizer,
} from "@descent/optim";
import {
  budgetSchedule,
  chooseProblem,
  type ProblemData,
  type ProblemPlugin,
} from "@descent/problems";
import { haltonPoints } from "../experiment/halton_points.ts";
import { searchValue } from "../experiment/search_value.ts";
import { train } from "../training/train.ts";

/**
 * Options of {@linkcode measureTarget}.
 *
 * @category Targets
 */
export interface MeasureTargetOptions {
  /** The problem, with its default options. */
  readonly plugin: ProblemPlugin;
  /** The data that it loaded. */
  readonly data: ProblemData;
  /** Where it trains. */
  readonly engine: Engine;
  /** Names of the rules that set the target; default AdamW, NAdamW, Nesterov and momentum. */
  readonly optimizers?: readonly string[];
  /** Settings that each rule tries, at least 1; default 64. */
  readonly draws?: number;
  /** How often the best setting of all is repeated, at least 1; default 20. */
  readonly repeats?: number;
  /** Trials that were made before, which are not run again; default none. */
  readonly known?: readonly TargetTrial[];
  /** Hears of each trial that was run; it is waited for. */
  readonly onTrial?: (trial: TargetTrial) => void | Promise<void>;
}

/**
 * A value for each hyperparameter of a rule.
 *
 * @category Targets
 */
export type TargetSetting = Hyperparameters & Readonly<Record<string, number>>;

/**
 * A trial on the way to a target.
 *
 * @category Targets
 */
export interface TargetTrial {
  /** The rule. */
  readonly optimizer: string;
  /** Its setting. */
  readonly hyperparameters: TargetSetting;
  /** Its seed. */
  readonly seed: number;
  /** Validation loss at the end; of a trial that diverged that of the untrained model. */
  readonly loss: number;
}

/**
 * A target and how it came about.
 *
 * @category Targets
 */
export interface MeasuredTarget {
  /** Median validation loss at the end, with the best setting of the best rule. */
  readonly target: number;
  /** The repeats of that setting. */
  readonly repeats: readonly TargetTrial[];
  /** The best trial of each rule's search. */
  readonly best: readonly TargetTrial[];
}

/** No rule's default decides where its search lies: every one goes four decades about ten times the default. */
const CENTRE = 10, HALF_WINDOW = 100;
/** Neither settings nor judges have these seeds. */
const SEARCH_SEED = 900_000;

/**
 * Measures a problem's target as AlgoPerf does: rules that are usual search a setting by the validation loss at the end,
 * and the target is the median of what the best one reaches again under new seeds.
 *
 * @category Targets
 * @param options Problem, rules and numbers of trials, see {@linkcode MeasureTargetOptions}.
 * @returns The target and the trials behind it.
 *
 * @example
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { measureTarget } from "@descent/lab";
 * import { functionProblem } from "@descent/problems";
 * import { assertEquals, assertLess } from "@std/assert";
 *
 * const plugin = functionProblem({
 *   name: "bowl",
 *   title: "Bowl",
 *   reference: "school",
 *   start: [5],
 *   value: ([x]) => x * x,
 *   gradient: ([x]) => [2 * x],
 *   steps: 20,
 * });
 * using engine = createEngine();
 * const data = { digest: "" };
 * const { target, repeats, best } = await measureTarget({ plugin, data, engine, draws: 4, repeats: 3 });
 * assertLess(target, 25);
 * assertEquals([repeats.length, best.length], [3, 4]);
 * ```
 *
 * @see G. E. Dahl and others: "Benchmarking neural network training algorithms", 2023, https://arxiv.org/abs/2306.07179
 */
export async function measureTarget(
  {
    plugin,
    data,
    engine,
    optimizers = ["adamw", "nadamw", "nesterov", "momentum"],
    draws = 64,
    repeats: count = 20,
    known = [],
    onTrial,
  }: MeasureTargetOptions,
): Promise<MeasuredTarget> {
  const { options, budget, metrics, selection } = chooseProblem(plugin);
  const { batchSize, epochs } = budget;
  const schedule = await budgetSchedule(budget);
  const former = new Map(known.map((trial) => [keyOf(trial), trial]));
  const trialOf = async (
    optimizer: string,
    hyperparameters: TargetSetting,
    seed: number,
  ): Promise<TargetTrial> => {
    const own = former.get(keyOf({ optimizer, hyperparameters, seed }));
    if (own !== undefined) return own;
    const trial = run(optimizer, hyperparameters, seed);
    await onTrial?.(trial);
    return trial;
  };
  const run = (optimizer: string, hyperparameters: TargetSetting, seed: number): TargetTrial => {
    const random = randomStream({ seed });
    using problem = plugin.create(data, options, { engine, dtype: "f32", batchSize, random });
    const { loss: untrained } = problem.evaluate("validation");
    const { parameters } = problem;
    const { rows, divergedAtStep } = train({
      problem,
      optimizer: createOptimizer({
        plugin: parseOptimizer(optimizer),
        parameters,
        hyperparameters,
      }),
      metrics,
      selection,
      epochs,
      // At the end alone.
      evaluationsPerEpoch: 0,
      heldOutOnly: true,
      learningRate: hyperparameters.learningRate,
      schedule,
    });
    const loss = divergedAtStep === null ? rows.at(-1)!.scores["validation/loss"]! : untrained;
    return { optimizer, hyperparameters, seed, loss };
  };
  const best: TargetTrial[] = [];
  for (const optimizer of optimizers) {
    const trials = [];
    for (const setting of settingsOf(optimizer, draws)) {
      trials.push(await trialOf(optimizer, setting, SEARCH_SEED));
    }
    best.push(lowest(trials));
  }
  const { optimizer, hyperparameters } = lowest(best);
  const repeats = [];
  for (let index = 1; index <= count; index++) {
    repeats.push(await trialOf(optimizer, hyperparameters, SEARCH_SEED + index));
  }
  const losses = repeats.map(({ loss }) => loss).sort((a, b) => a - b);
  const target = (losses[Math.floor((count - 1) / 2)] + losses[Math.ceil((count - 1) / 2)]) / 2;
  return { target, repeats, best };
}

/**
 * Quasi-random settings of a rule, of which more begin with fewer. Hyperparameters whose row has no search distribution stay
 * at their default.
 */
function settingsOf(optimizer: string, count: number): TargetSetting[] {
  const { name, hyperparameters: { learningRate, ...others } } = parseOptimizer(optimizer);
  const rows = Object.entries(others as Readonly<Record<string, Hyperparameter>>)
    .filter(([, { search }]) => search !== undefined);
  const centre = CENTRE * learningRate.default;
  return haltonPoints({ dimensions: 1 + rows.length, name, seed: SEARCH_SEED, count })
    .map(([place, ...places]) => ({
      learningRate: Number((centre * HALF_WINDOW ** (2 * place - 1)).toPrecision(3)),
      ...Object.fromEntries(rows.map(([key, row], i) => [key, searchValue(row, places[i])])),
    }));
}

function keyOf({ optimizer, hyperparameters, seed }: Omit<TargetTrial, "loss">): string {
  return JSON.stringify([optimizer, hyperparameters, seed]);
}

function lowest(trials: readonly TargetTrial[]): TargetTrial {
  return trials.reduce((best, trial) => trial.loss < best.loss ? trial : best);
}
