import type { Examples } from "@descent/data";

/**
 * Weights of classes with which each counts the same in a loss: `N / (K nₖ)` for class k of nₖ examples; of K classes
 * those without an example get 0.
 *
 * @category Data of problems
 * @param examples The training part, with N classes as targets.
 * @param classes K.
 * @returns K weights, whose mean over the examples is 1 where each class has some.
 *
 * @example
 * ```ts
 * import { balancedWeights } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const examples = { inputs: new Uint8Array(4), targets: new Uint8Array([0, 1, 1, 1]), count: 4 };
 * assertEquals(balancedWeights(examples, 2), [2, 2 / 3]);
 * ```
 */
export function balancedWeights({ targets, count }: Examples, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const target of targets) counts[target]++;
  return counts.map((own) => own === 0 ? 0 : count / (classes * own));
}
