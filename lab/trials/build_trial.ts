import { type Engine, randomStream } from "@descent/core";
import type { LayerObserver } from "@descent/layers";
import { createOptimizer, loadPlugin, type Optimizer, parseOptimizer } from "@descent/optim";
import { type BuiltProblem, findProblem, loadProblem, type ProblemData } from "@descent/problems";
import type { Trial } from "./trial.ts";

/**
 * Options of {@linkcode buildTrial}.
 *
 * @category Trials
 */
export interface BuildTrialOptions {
  /** The trial. */
  readonly trial: Trial;
  /** The data that its problem loaded. */
  readonly data: ProblemData;
  /** Engine of the tensors and kernels. */
  readonly engine: Engine;
  /** Hears when layers run; default nobody. */
  readonly observer?: LayerObserver;
}

/**
 * A trial that is ready to train; disposing frees its problem.
 *
 * @category Trials
 */
export interface BuiltTrial extends Disposable {
  /** The problem with its initial weights. */
  readonly problem: BuiltProblem;
  /** The optimizer with fresh state. */
  readonly optimizer: Optimizer;
}

/**
 * Builds a trial: its problem, and the optimizer of its parameters.
 *
 * @category Trials
 * @param options The trial, its data and the engine, see {@linkcode BuildTrialOptions}.
 * @returns Both, ready to train.
 * @throws {Error} When the problem cannot be built or a plugin's module cannot be loaded.
 *
 * @example
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildTrial } from "@descent/lab";
 * import { sampleData, sampleTrial } from "@descent/lab/testing";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using built = await buildTrial({ trial: sampleTrial(), data: await sampleData(), engine });
 * assertEquals(built.problem.model, "16-8-3");
 * ```
 */
export async function buildTrial(
  { trial, data, engine, observer }: BuildTrialOptions,
): Promise<BuiltTrial> {
  const { problem: { name, source, options, budget, dtype }, plugin, hyperparameters, seed } =
    trial;
  const plugins = plugin === null ? [] : [await loadPlugin(plugin.address)];
  // The plugin's own rule, or one around it.
  const rule = parseOptimizer(trial.optimizer.name, { plugins });
  const maker = source === null ? findProblem(name) : await loadProblem(source.address);
  const random = randomStream({ seed });
  const { batchSize } = budget;
  const problem = maker.create(data, options, { engine, dtype, batchSize, random, observer });
  try {
    const { parameters } = problem;
    return {
      problem,
      optimizer: createOptimizer({ plugin: rule, parameters, hyperparameters }),
      [Symbol.dispose]: () => problem[Symbol.dispose](),
    };
  } catch (error) {
    problem[Symbol.dispose]();
    throw error;
  }
}
