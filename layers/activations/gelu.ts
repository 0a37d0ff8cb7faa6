import { constantExpression, type Expression } from "@descent/core";
import type { Layer } from "../layer.ts";
import { pointwiseActivation } from "./_pointwise_activation.ts";

/** Options of {@linkcode gelu}. */
export interface GeluOptions {
  /** Name within the network; default `gelu` and its number. */
  readonly name?: string;
  /** `"none"` (default) for the exact function, or `"tanh"`, as in PyTorch. */
  readonly approximate?: "none" | "tanh";
}

const exact = pointwiseActivation({
  kind: "gelu",
  value: ({ x }) => x.mul(normalDistribution(x)),
  slope: ({ x }) => normalDistribution(x).add(x.mul(normalDensity(x))),
});

/** Φ(x). From erfc, since 1 + erf has no digits left where x is far below 0. */
function normalDistribution(x: Expression): Expression {
  return x.mul(-Math.SQRT1_2).erfc().mul(0.5);
}

/** φ(x) */
function normalDensity(x: Expression): Expression {
  return x.square().mul(-0.5).exp().mul(1 / Math.sqrt(2 * Math.PI));
}

const cubic = 0.044715, twiceRoot = 2 * Math.sqrt(2 / Math.PI);

const approximation = pointwiseActivation({
  kind: "gelu",
  value: ({ x }) => x.div(approximateOdds(x).add(1)),
  slope({ x }) {
    // Beyond 10 the slope is 0 or 1, and the cube of the largest numbers would make it NaN.
    const bounded = x.max(-10).min(10);
    const odds = approximateOdds(bounded), probability = odds.add(1).reciprocal();
    const steepness = bounded.square().mul(3 * cubic).add(1).mul(twiceRoot);
    return probability.add(bounded.mul(steepness).mul(probability).mul(odds.mul(probability)));
  },
});

/** (1 − p) / p for p = ½ (1 + tanh u), which is exp(−2u): 1 + tanh has no digits left where u is far below 0. */
function approximateOdds(x: Expression): Expression {
  return x.mul(constantExpression(1).add(x.square().mul(cubic))).mul(-twiceRoot).exp();
}

/**
 * The Gaussian error linear unit: `y = x Φ(x)` for each element, Φ being the standard normal distribution.
 *
 * Backward: `dx = dy (Φ(x) + x φ(x))`. The approximation `"tanh"` takes `½ (1 + tanh u)` for Φ(x), with
 * `u = √(2/π) (x + 0.044715 x³)`, which differs by up to 5e-4, and its own exact derivative. NaN stays NaN both ways,
 * infinity stays or becomes NaN, and has a NaN gradient.
 *
 * Takes any shape and gives the same shape.
 *
 * @param options Name and approximation.
 * @returns The layer.
 * @throws {TypeError} When `approximate` is neither `"none"` nor `"tanh"`.
 *
 * @example The function and its approximation at 1
 * ```ts
 * import { createEngine, randomStream } from "@descent/core";
 * import { gelu } from "@descent/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const context = {
 *   arena,
 *   dtype: "f64" as const,
 *   random: randomStream({ seed: 1 }),
 *   path: "gelu1",
 *   needsInputGradient: true,
 * };
 * const one = arena.from([1], [1, 1], "f64");
 * const [exact] = gelu().build([1, 1], context).forward(one, "eval").data;
 * const [tanh] = gelu({ approximate: "tanh" }).build([1, 1], context).forward(one, "eval").data;
 * assertAlmostEquals(exact, 0.841344746068543, 1e-14);
 * assertAlmostEquals(tanh, 0.8411919906082768, 1e-14);
 * ```
 *
 * @see D. Hendrycks, K. Gimpel: "Gaussian error linear units", 2016, https://arxiv.org/abs/1606.08415
 */
export function gelu({ name, approximate = "none" }: GeluOptions = {}): Layer {
  if (approximate !== "none" && approximate !== "tanh") {
    throw new TypeError(
      `Gelu: expected approximate "none" or "tanh", got "${approximate}"; try "none"`,
    );
  }
  return approximate === "none" ? exact(name, {}) : approximation(name, {});
}
