import { createEngine } from "@descent/core";
import type { OptimizerPlugin } from "../optimizer_plugin.ts";
import { contextCheck } from "./_context_check.ts";
import { descentChecks } from "./_descent_checks.ts";
import { identityChecks } from "./_identity_checks.ts";
import type { ConformanceCheck, Subject } from "./_laboratory.ts";
import { memoryCheck } from "./_memory_check.ts";
import { scheduleCheck } from "./_schedule_check.ts";
import { stateChecks } from "./_state_checks.ts";
import { stepChecks } from "./_step_checks.ts";
import { viewCheck } from "./_view_check.ts";

/**
 * The result of one check of the suite.
 *
 * @category Conformance
 */
export interface ConformanceResult {
  /** Name of the check, such as `converges on a quadratic`. */
  readonly check: string;
  /** One sentence with plugin, check, what was wanted and what came; left out when the check passed. */
  readonly failure?: string;
}

/**
 * The results of the whole suite for one plugin.
 *
 * @category Conformance
 */
export interface ConformanceReport {
  /** Name of the plugin. */
  readonly plugin: string;
  /** Whether every check passed. */
  readonly passed: boolean;
  /** One result per check, in the order of the suite. */
  readonly results: readonly ConformanceResult[];
}

const suite: readonly ConformanceCheck[] = [
  ...stateChecks,
  ...stepChecks,
  contextCheck,
  scheduleCheck,
  viewCheck,
  memoryCheck,
  ...descentChecks,
  ...identityChecks,
];

/**
 * Runs every optimizer's common checks on one: that it descends on a quadratic and on Rosenbrock's function, continues
 * from a saved state bit by bit, agrees in f32 and f64, stays where the gradient or the learning rate is zero, follows
 * the learning-rate schedule, handles parameters of any shape, takes chance and
 * horizon from the context, reads in each step what a schedule may change, comes back from its evaluation view, writes only the
 * parameters' values, stays finite, keeps optimizers apart, reads only the hyperparameters that it declares, is the rules
 * that its `identities` say, and takes the rows and columns of a matrix in any order.
 *
 * The parameters have one, two and four axes and every role. Gradients, loss and `evaluate` of a step always come from
 * one function of them, so that line searches find what they look for.
 *
 * It takes some hundredths of a second, at the default hyperparameters; descent is tried at several rates.
 *
 * @category Conformance
 * @param plugin An optimizer whose fields fit the contract, see {@linkcode checkPlugin}.
 * @returns What passed and what did not; a check in which the plugin throws has failed.
 *
 * @example Adam conforms
 * ```ts
 * import { adam, checkConformance } from "@descent/optim";
 * import { assert } from "@std/assert";
 *
 * assert(checkConformance(adam).passed);
 * ```
 */
export function checkConformance(plugin: OptimizerPlugin): ConformanceReport {
  using engine = createEngine();
  const subject = { plugin, engine };
  const results = suite.map((check) => resultOf(check, subject));
  const passed = results.every(({ failure }) => failure === undefined);
  return { plugin: plugin.name, passed, results };
}

/**
 * Refuses a plugin that fails the suite of {@linkcode checkConformance}.
 *
 * @category Conformance
 * @param plugin An optimizer whose fields fit the contract.
 * @throws {TypeError} When a check fails: the sentence of the first failure, and how many more there are.
 *
 * @example A plugin that climbs
 * ```ts
 * import { assertConforms, ruleOptimizer, sgd } from "@descent/optim";
 * import { assertThrows } from "@std/assert";
 *
 * const ascent = ruleOptimizer({
 *   ...sgd,
 *   name: "ascent",
 *   update: ({ w, g, learningRate }) => ({ w: w.add(learningRate.mul(g)) }),
 * });
 * assertConforms(sgd);
 * assertThrows(
 *   () => assertConforms(ascent),
 *   TypeError,
 *   "Plugin 'ascent' fails the check 'converges on a quadratic'",
 * );
 * ```
 */
export function assertConforms(plugin: OptimizerPlugin): void {
  const failures = checkConformance(plugin).results.flatMap(({ failure }) => failure ?? []);
  if (failures.length === 0) return;
  const more = failures.length > 1 ? ` (and ${failures.length - 1} more)` : "";
  throw new TypeError(`${failures[0]}${more}`);
}

function resultOf({ name, run }: ConformanceCheck, subject: Subject): ConformanceResult {
  let problem: string | undefined;
  try {
    problem = run(subject);
  } catch (error) {
    const message = error instanceof Error ? `${error.name} '${error.message}'` : String(error);
    problem = `expected it to run, got ${message}`;
  }
  if (problem === undefined) return { check: name };
  const failure = `Plugin '${subject.plugin.name}' fails the check '${name}': ${problem}`;
  return { check: name, failure };
}
