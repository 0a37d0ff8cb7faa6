import type { Parameter } from "@descent/core";

/**
 * A function of all elements of all parameters, in one list.
 *
 * @param point The elements, one parameter after the other.
 * @param gradient Receives the partial derivatives.
 * @returns The value.
 */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

const curvatures = [0.5, 1, 2, 0.8, 1.6];

/** `½·Σ cᵢ·wᵢ²` with curvatures from 0.5 to 2; its minimum is 0 at the origin. */
export function quadratic(point: Float64Array, gradient: Float64Array): number {
  let value = 0;
  for (let index = 0; index < point.length; index++) {
    gradient[index] = curvatures[index % curvatures.length] * point[index];
    value += 0.5 * gradient[index] * point[index];
  }
  return value;
}

/** Rosenbrock's function of each pair of neighbours, `Σ 100·(y − x²)² + (1 − x)²`; its minimum is 0 where all is 1. */
export function rosenbrock(point: Float64Array, gradient: Float64Array): number {
  let value = 0;
  for (let index = 0; index + 1 < point.length; index += 2) {
    const x = point[index], rise = point[index + 1] - x * x;
    gradient[index] = -400 * x * rise - 2 * (1 - x);
    gradient[index + 1] = 200 * rise;
    value += 100 * rise * rise + (1 - x) ** 2;
  }
  return value;
}

/** `Σ sᵢ·wᵢ`, whose gradient is the same at every point. */
export function linear(slope: (index: number) => number): Objective {
  return (point, gradient) => {
    let value = 0;
    for (let index = 0; index < point.length; index++) {
      gradient[index] = slope(index);
      value += gradient[index] * point[index];
    }
    return value;
  };
}

/** A multiple of an objective; of factor 0, a plain. */
export function scaled(objective: Objective, factor: number): Objective {
  return (point, gradient) => {
    const value = factor * objective(point, gradient);
    for (let index = 0; index < gradient.length; index++) gradient[index] *= factor;
    return value;
  };
}

/**
 * The `evaluate` of a step: the objective at the parameters' present values, whose gradients it writes.
 *
 * It allocates nothing when it is called.
 */
export function evaluationOf(parameters: readonly Parameter[], objective: Objective): () => number {
  const size = parameters.reduce((sum, { value }) => sum + value.size, 0);
  const point = new Float64Array(size), slopes = new Float64Array(size);
  return () => {
    let place = 0;
    for (const { value } of parameters) {
      point.set(value.data, place);
      place += value.size;
    }
    const result = objective(point, slopes);
    place = 0;
    for (const { gradient: { data } } of parameters) {
      for (let index = 0; index < data.length; index++) data[index] = slopes[place++];
    }
    return result;
  };
}
