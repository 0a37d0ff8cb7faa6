import {
  createEngine,
  numericOutputGradient,
  randomStream,
  relativeError,
  type Shape,
} from "@descent/core";
import type { Layer, Mode } from "../layer.ts";
import { buildLayer } from "../build_layer.ts";
import { randomInput, repeatableForward } from "../testing/mod.ts";
import type { GradientError } from "./gradient_error.ts";

/**
 * Options of {@linkcode layerGradientErrors}.
 *
 * @category Gradient checks
 */
export interface LayerGradientOptions {
  /** Mode of the forward passes; default `"train"`. */
  readonly mode?: Mode;
  /** Step h of the central differences `(f(x + h) − f(x − h)) / 2h`, greater than 0; default 1e-5. */
  readonly step?: number;
  /** Seed of inputs, parameters and output gradient; default 0. */
  readonly seed?: number;
}

/**
 * Compares a layer's backward with central differences in f64: for the input and for each parameter the error
 * `max |a − n| / max(1e-8, |a| + |n|)`.
 *
 * Inputs, parameters and the output gradient are normal random numbers. Every forward pass begins with the same buffers,
 * so that dropout draws the same mask.
 *
 * @category Gradient checks
 * @param layer The layer, of any kind.
 * @param input Shape of the input batch.
 * @param options Mode, step and seed, see {@linkcode LayerGradientOptions}.
 * @returns The error for `input`, unless it is indices, then for each parameter by its name.
 * @throws {TypeError} When the layer cannot take the shape.
 *
 * @example Check an affine layer
 * ```ts
 * import { affine, layerGradientErrors } from "@descent/layers";
 * import { assertEquals, assertLess } from "@std/assert";
 *
 * const errors = layerGradientErrors(affine({ units: 3, name: "scores" }), [4, 5]);
 * assertEquals(errors.map(({ tensor }) => tensor), ["input", "scores.weight", "scores.bias"]);
 * for (const { error } of errors) assertLess(error, 1e-8);
 * ```
 */
export function layerGradientErrors(
  layer: Layer,
  input: Shape,
  { mode = "train", step = 1e-5, seed = 0 }: LayerGradientOptions = {},
): GradientError[] {
  using engine = createEngine();
  using arena = engine.arena();
  const random = randomStream({ seed });
  const built = buildLayer(layer, input, { arena, dtype: "f64" });
  const x = randomInput(arena, layer, input, "f64", random.split("input"));
  const dy = arena.tensor(built.output, "f64");
  random.split("output gradient").fillNormal(dy.data);
  // Zeros, as biases start, would hide what a parameter's own value does to its gradient.
  for (const { name, value } of built.parameters) {
    random.split(name).fillNormal(value.data, 0, 0.5);
  }

  const repeatable = repeatableForward(built), forward = () => repeatable(x, mode);
  forward();
  const dx = built.backward(arena.from(dy.data, dy.shape, "f64"));
  const analytic = built.parameters.map(({ name, value, gradient }) => ({
    tensor: name,
    value,
    gradient: gradient.data.slice(),
  }));
  if (x.dtype !== "i32") {
    if (dx === undefined) {
      throw new TypeError(
        `Gradient check of '${layer.kind}': expected an input gradient, got none; return one when needsInputGradient is true`,
      );
    }
    analytic.unshift({ tensor: "input", value: x, gradient: dx.data.slice() });
  }
  return analytic.map(({ tensor, value, gradient }) => ({
    tensor,
    error: relativeError(gradient, numericOutputGradient(forward, value, dy, { step })),
  }));
}
