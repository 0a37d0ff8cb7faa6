import type { OptionValue } from "./option.ts";
import type { ProblemData, ProblemPlugin } from "./problem_plugin.ts";

/**
 * A problem with typed options and data, as the plugin that catalogue and laboratory take.
 *
 * @category Writing a problem
 * @param plugin The problem; the types of its options and data are checked here and then forgotten.
 * @returns The same object.
 *
 * @example
 * ```ts
 * import { defineProblem, functionProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const bowl = functionProblem({
 *   name: "bowl",
 *   title: "Bowl",
 *   reference: "school",
 *   start: [1],
 *   value: ([x]) => x * x,
 *   gradient: ([x]) => [2 * x],
 * });
 * assertEquals(defineProblem({ ...bowl, title: "A bowl" }).title, "A bowl");
 * ```
 */
export function defineProblem<
  Options extends { readonly [K in keyof Options]: OptionValue },
  Data extends ProblemData,
>(plugin: ProblemPlugin<Options, Data>): ProblemPlugin {
  // Whoever calls a plugin gives it options that its own table has completed, and data that it loaded itself.
  return plugin as unknown as ProblemPlugin;
}
