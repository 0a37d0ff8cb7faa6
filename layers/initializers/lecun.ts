import type { Initializer } from "./initializer.ts";

/**
 * Normal numbers that keep the variance of activations through linear layers and selu: `w ~ N(0, 1 / fanIn)`.
 *
 * @category Initializers
 * @returns The initializer.
 *
 * @example The standard deviation for 25 inputs is 0.2
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { lecunNormal } from "@descent/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const values = new Float64Array(10_000);
 * lecunNormal()(values, { fanIn: 25, fanOut: 10 }, randomStream({ seed: 1 }));
 * const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
 * assertAlmostEquals(Math.sqrt(variance), 0.2, 0.005);
 * ```
 *
 * @see Y. LeCun and others: "Efficient backprop", 1998; G. Klambauer and others: "Self-normalizing neural networks", 2017
 */
export function lecunNormal(): Initializer {
  return (values, { fanIn }, random) => random.fillNormal(values, 0, Math.sqrt(1 / fanIn));
}

/**
 * Uniform numbers of the variance 1 / fanIn: `w ~ U(−a, a)` with `a = √(3 / fanIn)`.
 *
 * @category Initializers
 * @returns The initializer.
 *
 * @example The bound for 3 inputs is 1
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { lecunUniform } from "@descent/layers";
 * import { assert } from "@std/assert";
 *
 * const values = new Float64Array(1000);
 * lecunUniform()(values, { fanIn: 3, fanOut: 10 }, randomStream({ seed: 1 }));
 * assert(values.every((value) => Math.abs(value) <= 1));
 * ```
 *
 * @see Y. LeCun and others: "Efficient backprop", 1998
 */
export function lecunUniform(): Initializer {
  return (values, { fanIn }, random) => {
    const bound = Math.sqrt(3 / fanIn);
    random.fillUniform(values, -bound, bound);
  };
}
