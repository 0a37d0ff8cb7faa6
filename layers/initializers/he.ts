import type { Initializer } from "./initializer.ts";

/**
 * Normal numbers that keep the variance of activations through relus: `w ~ N(0, 2 / fanIn)`.
 *
 * @category Initializers
 * @returns The initializer.
 *
 * @example The standard deviation for 50 inputs is 0.2
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { heNormal } from "@descent/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const values = new Float64Array(10_000);
 * heNormal()(values, { fanIn: 50, fanOut: 10 }, randomStream({ seed: 1 }));
 * const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
 * assertAlmostEquals(Math.sqrt(variance), 0.2, 0.005);
 * ```
 *
 * @see K. He and others: "Delving deep into rectifiers", 2015, https://arxiv.org/abs/1502.01852
 */
export function heNormal(): Initializer {
  return (values, { fanIn }, random) => random.fillNormal(values, 0, Math.sqrt(2 / fanIn));
}

/**
 * Uniform numbers of the variance 2 / fanIn: `w ~ U(−a, a)` with `a = √(6 / fanIn)`.
 *
 * @category Initializers
 * @returns The initializer.
 *
 * @example The bound for 6 inputs is 1
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { heUniform } from "@descent/layers";
 * import { assert } from "@std/assert";
 *
 * const values = new Float64Array(1000);
 * heUniform()(values, { fanIn: 6, fanOut: 10 }, randomStream({ seed: 1 }));
 * assert(values.every((value) => Math.abs(value) <= 1));
 * assert(values.some((value) => Math.abs(value) > 0.9));
 * ```
 *
 * @see K. He and others: "Delving deep into rectifiers", 2015, https://arxiv.org/abs/1502.01852
 */
export function heUniform(): Initializer {
  return (values, { fanIn }, random) => {
    const bound = Math.sqrt(6 / fanIn);
    random.fillUniform(values, -bound, bound);
  };
}
