import type { Parameter } from "@descent/core";

/**
 * Options of {@linkcode sharpness}.
 *
 * @category Training
 */
export interface SharpnessOptions {
  /** The parameters, which are moved meanwhile and have their values again in the end. */
  readonly parameters: readonly Parameter[];
  /** Computes the gradients of a fixed loss at the parameters' present values. */
  readonly gradients: () => void;
  /** Steps of the power iteration, at least 1; default 20. */
  readonly iterations?: number;
}

/** How far the parameters are moved for a difference of gradients, as a share of their norm. */
const DISTANCE = 1e-3;

/**
 * The sharpness of a loss: the eigenvalue of its Hessian of largest absolute value, by power iteration,
 * `v ← H v / |H v|`, with `H v = (∇L(θ + ε v) − ∇L(θ − ε v)) / 2ε`. Gradient descent is stable where it is below 2 / η.
 *
 * @category Training
 * @param options The parameters and their gradients, see {@linkcode SharpnessOptions}.
 * @returns The Rayleigh quotient `vᵀ H v`; NaN where a gradient is not finite.
 *
 * @example The curvature of a quadratic is known
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { sharpness } from "@descent/lab";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, 1], [2]), gradient = arena.from([0, 0], [2]);
 * const parameters = [{ name: "w", value, gradient, decays: true, role: "weight" }] as const;
 * // L = (3 x² + y²) / 2
 * const gradients = () => gradient.data.set([3 * value.data[0], value.data[1]]);
 * assertAlmostEquals(sharpness({ parameters, gradients }), 3, 1e-3);
 * ```
 *
 * J. Cohen et al., "Gradient descent on neural networks typically occurs at the edge of stability", ICLR 2021.
 */
export function sharpness(
  { parameters, gradients, iterations = 20 }: SharpnessOptions,
): number {
  const values = parameters.map(({ value }) => value.data.slice());
  const size = values.reduce((sum, { length }) => sum + length, 0);
  const distance = DISTANCE * Math.max(1, Math.hypot(...values.map(lengthOf)));
  // Any direction does that no eigenvector is at a right angle to; the same in every run.
  let direction = normalized(
    Float64Array.from({ length: size }, (_, i) => Math.sin(1 + 12.9898 * i)),
  );
  let quotient = 0;
  try {
    for (let iteration = 0; iteration < iterations; iteration++) {
      const ahead = gradientAt(1), behind = gradientAt(-1);
      const product = ahead.map((each, index) => (each - behind[index]) / (2 * distance));
      quotient = product.reduce((sum, each, index) => sum + each * direction[index], 0);
      if (!(lengthOf(product) > 0)) break;
      direction = normalized(product);
    }
    return quotient;
  } finally {
    parameters.forEach(({ value }, index) => value.data.set(values[index]));
  }

  function gradientAt(sign: 1 | -1): Float64Array {
    let place = 0;
    for (const [index, { value: { data } }] of parameters.entries()) {
      for (let i = 0; i < data.length; i++) {
        data[i] = values[index][i] + sign * distance * direction[place++];
      }
    }
    gradients();
    const whole = new Float64Array(size);
    place = 0;
    for (const { gradient: { data } } of parameters) {
      whole.set(data, place);
      place += data.length;
    }
    return whole;
  }
}

function lengthOf(vector: ArrayLike<number>): number {
  let squares = 0;
  for (let index = 0; index < vector.length; index++) squares += vector[index] ** 2;
  return Math.sqrt(squares);
}

function normalized(vector: Float64Array): Float64Array {
  const length = lengthOf(vector);
  return vector.map((each) => each / length);
}
