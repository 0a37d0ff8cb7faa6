import { formatShape, sameShape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";

/**
 * Options of a gradient by central differences.
 *
 * @category Checking
 */
export interface NumericGradientOptions {
  /** Step h, greater than 0; default 1e-5. */
  readonly step?: number;
}

/**
 * The gradient of a number by central differences: `g[i] = (f(x + h eᵢ) − f(x − h eᵢ)) / 2h`.
 *
 * @category Checking
 * @param evaluate Computes the number from the present values of `x`.
 * @param x The tensor to vary, in f64; each element is put back exactly.
 * @param options The step h.
 * @returns The gradient, flat, in the order of `x.data`.
 * @throws {TypeError} When `x` is not f64: in f32 the rounding would drown the difference.
 * @throws {RangeError} When the step is not greater than 0.
 *
 * @example The gradient of a sum of squares is 2x
 * ```ts
 * import { createEngine, numericGradient } from "@descent/core";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const x = arena.from([3, -4], [2], "f64");
 * const g = numericGradient(() => x.data[0] ** 2 + x.data[1] ** 2, x);
 * assertAlmostEquals(g[0], 6, 1e-9);
 * assertAlmostEquals(g[1], -8, 1e-9);
 * ```
 */
export function numericGradient(
  evaluate: () => number,
  x: Tensor,
  { step = 1e-5 }: NumericGradientOptions = {},
): Float64Array {
  return differences("numericGradient", x, step, () => {
    const value = evaluate();
    return (other: number) => other - value;
  }, evaluate);
}

/**
 * The gradient of `Σ f(x) · df` by central differences, for a tensor-valued f.
 *
 * The difference of the outputs is taken before it is weighted and summed, as in the course CS231n:
 * summing first would lose digits.
 *
 * @category Checking
 * @param evaluate Computes the output from the present values of `x`; its memory may be reused between calls.
 * @param x The tensor to vary, in f64; each element is put back exactly.
 * @param outputGradient The weights df, of the output's shape.
 * @param options The step h.
 * @returns The gradient, flat, in the order of `x.data`.
 * @throws {TypeError} When `x` is not f64, or the output's shape is not that of `outputGradient`.
 * @throws {RangeError} When the step is not greater than 0.
 *
 * @example A doubling has gradient 2 df
 * ```ts
 * import { createEngine, numericOutputGradient } from "@descent/core";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const x = arena.from([1, 2], [2], "f64");
 * const y = arena.tensor([2], "f64");
 * const double = () => (y.data.set(x.data.map((value) => 2 * value)), y);
 * const g = numericOutputGradient(double, x, arena.from([1, 10], [2], "f64"));
 * assertAlmostEquals(g[1], 20, 1e-8);
 * ```
 */
export function numericOutputGradient(
  evaluate: () => Tensor,
  x: Tensor,
  outputGradient: Tensor,
  { step = 1e-5 }: NumericGradientOptions = {},
): Float64Array {
  const lower = new Float64Array(outputGradient.size);
  const output = () => {
    const y = evaluate();
    if (!sameShape(y.shape, outputGradient.shape)) {
      throw new TypeError(
        `numericOutputGradient: expected an output of the output gradient's shape ${
          formatShape(outputGradient.shape)
        }, got ${formatShape(y.shape)}; pass a gradient for each output element`,
      );
    }
    return y.data;
  };
  return differences("numericOutputGradient", x, step, () => {
    lower.set(output());
    return (upper: ArrayLike<number>) =>
      lower.reduce((sum, value, i) => sum + (upper[i] - value) * outputGradient.data[i], 0);
  }, output);
}

/** Evaluates at both sides of each element; `keepLower` reads the lower side and returns what subtracts it. */
function differences<V>(
  operation: string,
  x: Tensor,
  step: number,
  keepLower: () => (upper: V) => number,
  evaluateUpper: () => V,
): Float64Array {
  if (x.dtype !== "f64") {
    throw new TypeError(
      `${operation}: expected an f64 tensor, got ${x.dtype}; build the network with dtype "f64" to check it`,
    );
  }
  if (!(step > 0)) {
    throw new RangeError(`${operation}: expected a step greater than 0, got ${step}; use 1e-5`);
  }
  const gradient = new Float64Array(x.size);
  for (let i = 0; i < x.size; i++) {
    const value = x.data[i];
    x.data[i] = value - step;
    const difference = keepLower();
    x.data[i] = value + step;
    gradient[i] = difference(evaluateUpper()) / (2 * step);
    x.data[i] = value;
  }
  return gradient;
}
