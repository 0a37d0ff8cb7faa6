import type { ProblemChoice, ProblemData } from "@descent/problems";

/**
 * A loader of problems' data that loads those of each problem once, whatever its budget.
 *
 * @category Experiments
 * @param load Loads them.
 * @returns The loader.
 *
 * @example
 * ```ts
 * import { onceEach } from "@descent/lab";
 * import { sampleData, sampleTrial } from "@descent/lab/testing";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const load = onceEach(sampleData);
 * const { problem } = sampleTrial();
 * assertStrictEquals(load(problem), load({ ...problem, dtype: "f64" }));
 * ```
 */
export function onceEach(
  load: (problem: ProblemChoice) => Promise<ProblemData>,
): (problem: ProblemChoice) => Promise<ProblemData> {
  const loaded = new Map<string, Promise<ProblemData>>();
  return (problem) => {
    const { name, source, options } = problem;
    const key = JSON.stringify([name, source, options]);
    let own = loaded.get(key);
    if (own === undefined) loaded.set(key, own = load(problem));
    return own;
  };
}
