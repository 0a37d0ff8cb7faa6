import { stagedPlugin } from "./_staged_optimizer.ts";
import type { HyperparameterValues, OptimizerPlugin } from "./optimizer_plugin.ts";
import type { StagedRule } from "./staged_rule.ts";

/**
 * An optimizer whose rule is formulas for one element and norms or sums over all parameters between them.
 *
 * The state tree is `{ step, numbers: { <name>: number }, <state name>: { <parameter name>: tensor } }`.
 *
 * @category Writing an optimizer
 * @param rule Name, hyperparameters, state, numbers and stages, see {@linkcode StagedRule}.
 * @returns A plugin for the catalogue, or to default-export from a module of one's own.
 *
 * @example Steps of one length over all parameters
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, globalRule, sgd } from "@descent/optim";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const normalized = globalRule({
 *   name: "normalized-sgd",
 *   title: "Normalized SGD",
 *   reference: "Nesterov 1984",
 *   hyperparameters: { learningRate: sgd.hyperparameters.learningRate },
 *   numbers: { stepSize: 0 },
 *   stages: [{
 *     prepare: (numbers, { learningRate }, measure) => {
 *       numbers.stepSize = learningRate / Math.max(measure.norm("g"), 1e-30);
 *     },
 *     update: ({ w, g, stepSize }) => ({ w: w.sub(stepSize.mul(g)) }),
 *   }],
 * });
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const parameters = [30, -40].map((slope, index) => ({
 *   name: `w${index}`,
 *   value: arena.tensor([1], "f64"),
 *   gradient: arena.from([slope], [1], "f64"),
 *   role: "weight" as const,
 *   decays: true,
 * }));
 * createOptimizer({ plugin: normalized, parameters }).step({ step: 1, learningRate: 1 });
 * assertAlmostEquals(parameters[0].value.data[0], -0.6, 1e-15);
 * ```
 */
export function globalRule<
  Name extends string,
  const StateName extends string = never,
  const ScratchName extends string = never,
  NumberName extends string = never,
>(
  rule: StagedRule<Name, StateName, ScratchName, NumberName>,
): OptimizerPlugin<HyperparameterValues<Name>> {
  return stagedPlugin(rule, "all");
}
