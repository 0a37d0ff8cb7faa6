import { givenOptions, type Tensor } from "@descent/core";
import { createParameter } from "../initializers/create_parameter.ts";
import { requireCount } from "../_require.ts";
import type { BuildContext, Layer } from "../layer.ts";
import { type Reparametrization, type Slices, wrapWeight } from "./_wrapped_weight.ts";
import { requireLayer } from "../_require_options.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode spectralNorm}.
 *
 * @category Normalization and regularization
 */
export interface SpectralNormOptions {
  /** Power iterations of each training pass (`n_power_iterations` in PyTorch), a whole number of at least 1; default 1. */
  readonly iterations?: number;
  /**
   * The axis of the weight that gives the matrix its rows (`dim` in PyTorch); default that of the outputs: the last one
   * of an affine layer's matrix, else the first one.
   */
  readonly axis?: number;
}

/** Power iterations at the start, from random vectors; as in PyTorch. */
const firstIterations = 15;

type Numbers = Tensor["data"];

/**
 * Spectral normalization of a layer: its weight is `w / σ(w)`, where σ is the largest singular value of the weight as a
 * matrix with a row for each output. The layer then is 1-Lipschitz, a convolution nearly so.
 *
 * `σ = uᵀ w v` with the singular vectors u and v, which each `train` pass brings nearer by power iteration,
 * `v = wᵀ u / |wᵀ u|` and `u = w v / |w v|`; `eval` and `repeat` passes leave them. Backward, with both as constants:
 * `dw = (d − (Σ d w / σ) u vᵀ) / σ` for the gradient d of the normalized weight.
 *
 * Takes and gives what the layer does; its parameter `weight` is the one before the division, and buffers are
 * `leftVector` [outputs] and `rightVector`.
 *
 * @category Normalization and regularization
 * @param layer A layer with one weight, such as an affine layer or a convolution.
 * @param options Iterations and axis.
 * @returns The layer, with the kind and name of the one that it wraps.
 * @throws {RangeError} When `iterations` is out of range; when it is built and the weight has no such axis.
 * @throws {TypeError} When it is built and the layer has no weight, or several.
 *
 * @example A weight of one output is divided by its length
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { affine, buildLayer, spectralNorm } from "@descent/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const weight = (values: Float32Array | Float64Array) => values.set([3, 4]);
 * const built = buildLayer(spectralNorm(affine({ units: 1, weight })), [1, 2], { arena, dtype: "f64" });
 * const y = built.forward(arena.from([1, 0], [1, 2], "f64"), "eval");
 * assertAlmostEquals(y.data[0], 0.6, 1e-12);
 * ```
 *
 * @see T. Miyato and others: "Spectral normalization for generative adversarial networks", ICLR 2018,
 * https://arxiv.org/abs/1802.05957
 */
export function spectralNorm(
  layer: Layer,
  options: SpectralNormOptions = {},
): Layer {
  const { iterations = 1, axis } = givenOptions("spectralNorm", options);
  requireLayer("SpectralNorm", "layer", layer);
  requireCount("SpectralNorm", "iterations", iterations);
  return configured(
    "spectralNorm",
    { layer, iterations, axis },
    wrapWeight(
      "SpectralNorm",
      layer,
      axis,
      (slices, context) => reparametrize(slices, iterations, context),
    ),
  );
}

function reparametrize(
  { weight, count, outer, inner }: Slices,
  iterations: number,
  context: BuildContext,
): Reparametrization {
  const { arena, dtype, random, path } = context;
  const used = weight.value.data, d = weight.gradient.data;
  const trained = createParameter(context, {
    name: "weight",
    shape: weight.value.shape,
    initializer: (values) => values.set(used),
    role: weight.role,
  });
  const w = trained.value.data, dw = trained.gradient.data;
  const left = arena.tensor([count], dtype), right = arena.tensor([outer * inner], dtype);
  const u = left.data, v = right.data;
  random.split("leftVector").fillNormal(u);
  let sigma = 1;
  const matrix = { w, count, outer, inner };
  const iterate = (times: number) => {
    for (let k = 0; k < times; k++) {
      multiplyTransposed(matrix, u, v);
      normalize(v);
      multiply(matrix, v, u);
      normalize(u);
    }
  };
  iterate(firstIterations);
  return {
    parameters: [trained],
    buffers: [
      { name: `${path}.leftVector`, value: left },
      { name: `${path}.rightVector`, value: right },
    ],
    forward(mode) {
      if (mode === "train") iterate(iterations);
      sigma = sumOver(matrix, u, v);
      for (let at = 0; at < w.length; at++) used[at] = w[at] / sigma;
    },
    backward() {
      let product = 0;
      for (let at = 0; at < w.length; at++) product += d[at] * used[at];
      for (let o = 0, at = 0; o < outer; o++) {
        for (let f = 0; f < count; f++) {
          for (let i = 0; i < inner; i++, at++) {
            dw[at] = (d[at] - product * u[f] * v[o * inner + i]) / sigma;
          }
        }
      }
    },
  };
}

interface Matrix {
  readonly w: Numbers;
  readonly count: number;
  readonly outer: number;
  readonly inner: number;
}

/** `u = w v` */
function multiply({ w, count, outer, inner }: Matrix, v: Numbers, u: Numbers): void {
  for (let f = 0; f < count; f++) {
    let sum = 0;
    for (let o = 0; o < outer; o++) {
      const at = (o * count + f) * inner;
      for (let i = 0; i < inner; i++) sum += w[at + i] * v[o * inner + i];
    }
    u[f] = sum;
  }
}

/** `v = wᵀ u` */
function multiplyTransposed({ w, count, outer, inner }: Matrix, u: Numbers, v: Numbers): void {
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      let sum = 0;
      for (let f = 0; f < count; f++) sum += w[(o * count + f) * inner + i] * u[f];
      v[o * inner + i] = sum;
    }
  }
}

/** `uᵀ w v` */
function sumOver({ w, count, outer, inner }: Matrix, u: Numbers, v: Numbers): number {
  let sum = 0;
  for (let o = 0, at = 0; o < outer; o++) {
    for (let f = 0; f < count; f++) {
      let row = 0;
      for (let i = 0; i < inner; i++, at++) row += w[at] * v[o * inner + i];
      sum += row * u[f];
    }
  }
  return sum;
}

function normalize(vector: Numbers): void {
  let squares = 0;
  for (let i = 0; i < vector.length; i++) squares += vector[i] * vector[i];
  const factor = 1 / Math.max(Math.sqrt(squares), 1e-12);
  for (let i = 0; i < vector.length; i++) vector[i] *= factor;
}
