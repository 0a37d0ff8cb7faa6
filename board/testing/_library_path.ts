import { createEngine } from "@descent/core";
import { createOptimizer, optimizerCatalogue } from "@descent/optim";
import { galleryFunctions } from "@descent/problems";

/**
 * The path of a rule on a function of the gallery, by the library's optimizer.
 *
 * @param rule Name of the rule.
 * @param fn Name of the function.
 * @param values Hyperparameters.
 * @param start Where it starts.
 * @param steps How many steps it makes.
 * @returns The places, x and y in turn.
 * @category Testing
 *
 * @example
 * ```ts
 * import { libraryPath } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(libraryPath("sgd", "rosenbrock", { learningRate: 0.1 }, [1, 1], 0), [1, 1]);
 * ```
 */
export function libraryPath(
  rule: string,
  fn: string,
  values: Readonly<Record<string, number>>,
  start: readonly number[],
  steps: number,
): number[] {
  using engine = createEngine();
  using arena = engine.arena();
  const value = arena.from([...start], [2], "f64"), gradient = arena.tensor([2], "f64");
  const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
  const plugin = optimizerCatalogue.find(({ name }) => name === rule)!;
  const optimizer = createOptimizer({ plugin, parameters, hyperparameters: values });
  const { gradient: slope } = galleryFunctions.find(({ name }) => name === fn)!;
  const path = [...start];
  for (let step = 1; step <= steps; step++) {
    gradient.data.set(slope(value.data as Float64Array));
    optimizer.step({ step, learningRate: values.learningRate });
    path.push(...value.data);
  }
  return path;
}
