import { checkHyperparameters } from "@descent/optim";
import type { ProblemChoice } from "@descent/problems";
import type { Observation } from "../training/observe.ts";
import type { Trial } from "../trials/trial.ts";
import type { KnownOptimizer } from "./known_optimizers.ts";

/**
 * Options of {@linkcode makeTrial}.
 *
 * @category Experiments
 */
export interface MakeTrialOptions {
  /** The experiment's name. */
  readonly experiment: string;
  /** The problem with its options and budget. */
  readonly problem: ProblemChoice;
  /** The update rule. */
  readonly optimizer: KnownOptimizer;
  /** Hyperparameters that differ from their defaults. */
  readonly hyperparameters?: Readonly<Record<string, number>>;
  /** Anything else that the experiment varies, for its report; default nothing. */
  readonly variables?: Readonly<Record<string, number | string>>;
  /** Seed of every random stream. */
  readonly seed: number;
  /** The trial's purpose; default `"search"`. */
  readonly phase?: string | undefined;
  /** Measurements at each evaluation besides losses and metrics; default none. */
  readonly observe?: readonly Observation[];
}

/**
 * A trial with every hyperparameter of its optimizer, which does not look at the test part.
 *
 * @category Experiments
 * @param options Problem, optimizer, setting and seed, see {@linkcode MakeTrialOptions}.
 * @returns The trial.
 * @throws {RangeError} When a hyperparameter is unknown or out of its range.
 *
 * @example
 * ```ts
 * import { knownOptimizers, makeTrial } from "@descent/lab";
 * import { chooseProblem, twoLayer } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const optimizer = (await knownOptimizers([])).find(({ plugin }) => plugin.name === "momentum")!;
 * const problem = chooseProblem(twoLayer);
 * const hyperparameters = { learningRate: 0.1 };
 * const trial = makeTrial({ experiment: "two-layer", problem, optimizer, hyperparameters, seed: 1 });
 * assertEquals(trial.hyperparameters, { learningRate: 0.1, momentum: 0.9, dampening: 0 });
 * ```
 */
export function makeTrial(
  {
    experiment,
    problem,
    optimizer,
    hyperparameters,
    variables = {},
    seed,
    phase = "search",
    observe = [],
  }: MakeTrialOptions,
): Trial {
  const { plugin, source } = optimizer;
  const { name, title } = plugin;
  return {
    experiment,
    problem,
    optimizer: { name, title },
    plugin: source,
    hyperparameters: { ...checkHyperparameters(plugin, hyperparameters) },
    variables,
    seed,
    phase,
    selection: null,
    testing: false,
    observe,
  };
}
