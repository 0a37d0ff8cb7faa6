import { type Parameter, type RandomStream, randomStream } from "@descent/core";
import type { BuiltProblem } from "../contract/problem_plugin.ts";
import { build, type ProblemCheck } from "./_subject.ts";

/** Relative error of a derivative that passes. */
const BOUND = 1e-4;
/** Half the distance of the two evaluations, in units of a parameter's scale; a kink is hardly met by all of them. */
const STEPS = [1e-5, 1e-6, 1e-7];
/** Rounding of a loss, in shares of it. */
const ROUNDING = 1e-14;
/** Beyond so many parameter tensors single elements are left out. */
const MOST_WITH_ELEMENTS = 12;

/**
 * Checks the gradient of each parameter by central differences in f64: along a random direction, which every element
 * shows in, and where there are few parameters in the largest element and a random one.
 */
export const gradientCheck: ProblemCheck = {
  name: "gradients agree with central differences",
  run: (subject) => {
    using built = build(subject, { dtype: "f64" });
    const random = randomStream({ seed: 0 });
    built.nextBatch(1);
    const loss = moveFromStart(built, random.split("start"));
    const analytic = built.parameters.map(({ gradient }) => gradient.data.slice());
    for (const [index, parameter] of built.parameters.entries()) {
      const gradient = analytic[index];
      const elements = built.parameters.length <= MOST_WITH_ELEMENTS
        ? [largest(gradient), random.integer(gradient.length)]
        : [];
      const directions = [
        { place: "along a random direction of", direction: normal(random, gradient.length) },
        ...elements.map((element) => ({
          place: `by element ${element} of`,
          direction: unit(gradient.length, element),
        })),
      ];
      for (const { place, direction } of directions) {
        const fault = derivativeFault(built, loss, parameter, gradient, direction);
        if (fault !== undefined) {
          return `expected the derivative of the loss ${place} '${parameter.name}' to be ${fault}`;
        }
      }
    }
    return undefined;
  },
};

/**
 * Moves the parameters a little from where they start: zeros, as biases are, hide what a parameter's own value does to
 * its gradient. Stays at the start where the loss beside it is no number.
 */
function moveFromStart(built: BuiltProblem, random: RandomStream): number {
  built.gradients();
  const start = built.parameters.map(({ value }) => value.data.slice());
  for (const { value } of built.parameters) {
    const scale = 0.1 * scaleOf(value.data);
    const noise = normal(random, value.size);
    for (let i = 0; i < value.size; i++) value.data[i] += scale * noise[i];
  }
  const loss = built.gradients("repeat");
  if (Number.isFinite(loss)) return loss;
  built.parameters.forEach(({ value }, index) => value.data.set(start[index]));
  return built.gradients("repeat");
}

function derivativeFault(
  built: BuiltProblem,
  loss: number,
  { value: { data } }: Parameter,
  gradient: ArrayLike<number>,
  direction: Float64Array,
): string | undefined {
  const present = data.slice();
  const lossAt = (step: number) => {
    for (let i = 0; i < data.length; i++) data[i] = present[i] + step * direction[i];
    return built.gradients("repeat");
  };
  const wanted = direction.reduce((sum, d, i) => sum + d * gradient[i], 0);
  let numeric = NaN;
  for (const share of STEPS) {
    const step = share * scaleOf(present);
    numeric = (lossAt(step) - lossAt(-step)) / (2 * step);
    const allowed = BOUND * Math.max(Math.abs(wanted), Math.abs(numeric)) +
      ROUNDING * Math.max(1, Math.abs(loss)) / step;
    if (Math.abs(wanted - numeric) <= allowed) {
      data.set(present);
      return undefined;
    }
  }
  data.set(present);
  return `${numeric} by central differences, got ${wanted} from the gradients`;
}

/** Root mean square of the values, at least 0.1. */
function scaleOf(values: Float32Array | Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.max(0.1, Math.sqrt(sum / values.length));
}

function normal(random: RandomStream, length: number): Float64Array {
  const values = new Float64Array(length);
  random.fillNormal(values);
  return values;
}

function unit(length: number, element: number): Float64Array {
  const values = new Float64Array(length);
  values[element] = 1;
  return values;
}

function largest(values: Float32Array | Float64Array): number {
  let index = 0;
  for (let i = 1; i < values.length; i++) {
    if (Math.abs(values[i]) > Math.abs(values[index])) index = i;
  }
  return index;
}
