import type { Initializer } from "./initializer.ts";

/**
 * Normal numbers that balance the variance of activations and gradients: `w ~ N(0, 2 / (fanIn + fanOut))`.
 *
 * @category Initializers
 * @returns The initializer.
 *
 * @example The standard deviation for 40 inputs and 10 outputs is 0.2
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { glorotNormal } from "@descent/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const values = new Float64Array(10_000);
 * glorotNormal()(values, { fanIn: 40, fanOut: 10 }, randomStream({ seed: 1 }));
 * const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
 * assertAlmostEquals(Math.sqrt(variance), 0.2, 0.005);
 * ```
 *
 * @see X. Glorot, Y. Bengio: "Understanding the difficulty of training deep feedforward neural networks", 2010,
 * https://proceedings.mlr.press/v9/glorot10a.html
 */
export function glorotNormal(): Initializer {
  return (values, { fanIn, fanOut }, random) =>
    random.fillNormal(values, 0, Math.sqrt(2 / (fanIn + fanOut)));
}

/**
 * Uniform numbers of the variance 2 / (fanIn + fanOut): `w ~ U(−a, a)` with `a = √(6 / (fanIn + fanOut))`.
 *
 * @category Initializers
 * @returns The initializer.
 *
 * @example The bound for 4 inputs and 2 outputs is 1
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { glorotUniform } from "@descent/layers";
 * import { assert } from "@std/assert";
 *
 * const values = new Float64Array(1000);
 * glorotUniform()(values, { fanIn: 4, fanOut: 2 }, randomStream({ seed: 1 }));
 * assert(values.every((value) => Math.abs(value) <= 1));
 * assert(values.some((value) => Math.abs(value) > 0.9));
 * ```
 *
 * @see X. Glorot, Y. Bengio: "Understanding the difficulty of training deep feedforward neural networks", 2010,
 * https://proceedings.mlr.press/v9/glorot10a.html
 */
export function glorotUniform(): Initializer {
  return (values, { fanIn, fanOut }, random) => {
    const bound = Math.sqrt(6 / (fanIn + fanOut));
    random.fillUniform(values, -bound, bound);
  };
}
