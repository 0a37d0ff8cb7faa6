import { givenOptions } from "@descent/core";
import { createParameter } from "../initializers/create_parameter.ts";
import type { BuildContext, Layer } from "../layer.ts";
import { type Reparametrization, type Slices, wrapWeight } from "./_wrapped_weight.ts";
import { requireLayer } from "../_require_options.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode weightNorm}.
 *
 * @category Normalization and regularization
 */
export interface WeightNormOptions {
  /**
   * The axis of the weight along which each slice has a magnitude of its own (`dim` in PyTorch); default that of the
   * outputs: the last one of an affine layer's matrix, else the first one.
   */
  readonly axis?: number;
}

/**
 * Weight normalization of a layer: its weight is `w = g v / |v|` for each output, with the direction v and the magnitude
 * g, which are trained in its place.
 *
 * Backward: `dg = dw · v / |v|`, `dv = g / |v| (dw − dg v / |v|)`. Both start at the layer's own initial weight, so the
 * network is the same at first. Norms are computed in f64.
 *
 * Takes and gives what the layer does; its parameter `weight` gives way to `direction`, of the same shape, and
 * `magnitude` [outputs], which does not decay.
 *
 * @category Normalization and regularization
 * @param layer A layer with one weight, such as an affine layer or a convolution.
 * @param options The axis.
 * @returns The layer, with the kind and name of the one that it wraps.
 * @throws {TypeError} When it is built and the layer has no weight, or several.
 * @throws {RangeError} When it is built and the weight has no such axis.
 *
 * @example The initial weight is the layer's own
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { affine, buildLayer, weightNorm } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const weight = (values: Float32Array | Float64Array) => values.set([3, 4]);
 * const built = buildLayer(weightNorm(affine({ units: 1, weight })), [1, 2], { arena });
 * assertEquals(built.parameters.map(({ name }) => name), [
 *   "affine1.direction",
 *   "affine1.magnitude",
 *   "affine1.bias",
 * ]);
 * assertEquals([...built.parameters[1].value.data], [5]);
 * assertEquals([...built.forward(arena.from([1, 0], [1, 2]), "eval").data], [3]);
 * ```
 *
 * @see T. Salimans, D. P. Kingma: "Weight normalization", NeurIPS 2016, https://arxiv.org/abs/1602.07868
 */
export function weightNorm(layer: Layer, options: WeightNormOptions = {}): Layer {
  const { axis } = givenOptions("weightNorm", options);
  requireLayer("WeightNorm", "layer", layer);
  return configured(
    "weightNorm",
    { layer, axis },
    wrapWeight("WeightNorm", layer, axis, reparametrize),
  );
}

function reparametrize(
  { weight, count, outer, inner }: Slices,
  context: BuildContext,
): Reparametrization {
  const w = weight.value.data, dw = weight.gradient.data;
  const norms = new Float64Array(count), products = new Float64Array(count);
  const addProducts = (sums: Float64Array, a: typeof w, b: typeof w) => {
    sums.fill(0);
    for (let o = 0, at = 0; o < outer; o++) {
      for (let f = 0; f < count; f++) {
        for (let i = 0; i < inner; i++, at++) sums[f] += a[at] * b[at];
      }
    }
  };
  const setNorms = (v: typeof w) => {
    addProducts(norms, v, v);
    for (let f = 0; f < count; f++) norms[f] = Math.sqrt(norms[f]);
  };
  setNorms(w);
  const direction = createParameter(context, {
    name: "direction",
    shape: weight.value.shape,
    initializer: (values) => values.set(w),
    role: weight.role,
  });
  const magnitude = createParameter(context, {
    name: "magnitude",
    shape: [count],
    initializer: (values) => values.set(norms),
    role: "gain",
  });
  const v = direction.value.data, dv = direction.gradient.data;
  const g = magnitude.value.data, dg = magnitude.gradient.data;
  return {
    parameters: [direction, magnitude],
    buffers: [],
    forward() {
      setNorms(v);
      for (let o = 0, at = 0; o < outer; o++) {
        for (let f = 0; f < count; f++) {
          const factor = g[f] / norms[f];
          for (let i = 0; i < inner; i++, at++) w[at] = v[at] * factor;
        }
      }
    },
    backward() {
      addProducts(products, dw, v);
      for (let f = 0; f < count; f++) dg[f] = products[f] / norms[f];
      for (let o = 0, at = 0; o < outer; o++) {
        for (let f = 0; f < count; f++) {
          const factor = g[f] / norms[f], share = products[f] / norms[f] / norms[f];
          for (let i = 0; i < inner; i++, at++) dv[at] = factor * (dw[at] - share * v[at]);
        }
      }
    },
  };
}
