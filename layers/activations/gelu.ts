import { givenOptions } from "@descent/core";
import type { Layer } from "../layer.ts";
import { gaussianError, gaussianErrorByTanh } from "./_formulas.ts";
import { pointwiseLayer } from "./pointwise_layer.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode gelu}.
 *
 * @category Activations
 */
export interface GeluOptions {
  /** Name within the network; default `gelu` and its number. */
  readonly name?: string;
  /** `"none"` (default) for the exact function, or `"tanh"`, as in PyTorch. */
  readonly approximate?: "none" | "tanh";
}

const exact = pointwiseLayer({
  kind: "gelu",
  value: ({ x }) => gaussianError.value(x),
  slope: ({ x }) => gaussianError.slope(x),
});

const approximation = pointwiseLayer({
  kind: "gelu",
  value: ({ x }) => gaussianErrorByTanh.value(x),
  slope: ({ x }) => gaussianErrorByTanh.slope(x),
});

/**
 * The Gaussian error linear unit: `y = x Φ(x)` for each element, Φ being the standard normal distribution.
 *
 * Backward: `dx = dy (Φ(x) + x φ(x))`. The approximation `"tanh"` takes `½ (1 + tanh u)` for Φ(x), with
 * `u = √(2/π) (x + 0.044715 x³)`, which differs by up to 5e-4, and its own exact derivative. NaN stays NaN both ways,
 * infinity stays or becomes NaN, and has a NaN gradient.
 *
 * Takes any shape and gives the same shape.
 *
 * @category Activations
 * @param options Name and approximation.
 * @returns The layer.
 * @throws {TypeError} When `approximate` is neither `"none"` nor `"tanh"`.
 *
 * @example The function and its approximation at 1
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, gelu } from "@descent/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const at = (layer: ReturnType<typeof gelu>) => buildLayer(layer, [1, 1], { arena, dtype: "f64" });
 * const one = arena.from([1], [1, 1], "f64");
 * const [exact] = at(gelu()).forward(one, "eval").data;
 * const [tanh] = at(gelu({ approximate: "tanh" })).forward(one, "eval").data;
 * assertAlmostEquals(exact, 0.841344746068543, 1e-14);
 * assertAlmostEquals(tanh, 0.8411919906082768, 1e-14);
 * ```
 *
 * @see D. Hendrycks, K. Gimpel: "Gaussian error linear units", 2016, https://arxiv.org/abs/1606.08415
 */
export function gelu(options: GeluOptions = {}): Layer {
  const { name, approximate = "none" } = givenOptions("gelu", options);
  if (approximate !== "none" && approximate !== "tanh") {
    throw new TypeError(
      `Gelu: expected approximate "none" or "tanh", got "${approximate}"; try "none"`,
    );
  }
  return configured(
    "gelu",
    { name, approximate },
    approximate === "none" ? exact({ name }) : approximation({ name }),
  );
}
