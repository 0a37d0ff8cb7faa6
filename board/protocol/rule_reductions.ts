import { createEngine, randomStream } from "@descent/core";
import type { OptimizerPlugin } from "@descent/optim";
import { findProblem, type ProblemChoice, type ProblemData } from "@descent/problems";

/**
 * Rules that are another rule on a problem, such as one for hidden matrices where there are none.
 *
 * @category Protocol
 * @param problem The problem, of the catalogue: code of third parties is not run here, so theirs has none.
 * @param data Its data.
 * @param plugins The rules.
 * @returns The title of the other rule, by the rule's name.
 *
 * @example A net with one hidden layer has no matrix between hidden layers, where Muon would differ from AdamW
 * ```ts
 * import { ruleReductions } from "@descent/board";
 * import { muon, sgd } from "@descent/optim";
 * import { chooseProblem, twoLayer } from "@descent/problems";
 * import { sampleData } from "@descent/lab/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const choice = chooseProblem(twoLayer, { options: { hidden: 8 }, budget: { batchSize: 16 } });
 * assertEquals(ruleReductions(choice, await sampleData(), [muon, sgd]), { muon: "AdamW" });
 * ```
 */
export function ruleReductions(
  problem: ProblemChoice,
  data: ProblemData,
  plugins: readonly OptimizerPlugin[],
): Record<string, string> {
  if (problem.source !== null) return {};
  using engine = createEngine();
  const { name, options, dtype, budget: { batchSize } } = problem;
  const random = randomStream({ seed: 0 });
  using built = findProblem(name).create(data, options, { engine, dtype, batchSize, random });
  const { parameters } = built;
  return Object.fromEntries(plugins.flatMap((plugin) => {
    const other = plugin.reducesTo?.(parameters);
    return other === undefined ? [] : [[plugin.name, other]];
  }));
}
