import type { Parameter, RandomStream } from "@descent/core";
import { LOSS, type MetricTable } from "../contract/metric.ts";
import type { NumberOption } from "../contract/option.ts";
import type { BuiltProblem, ProblemContext } from "../contract/problem_plugin.ts";
import { VARIANT_OPTIONS } from "./_variants.ts";

/** Title of a loss less its minimum, which is known, as a share of that at the start. */
export const EXCESS: MetricTable = { loss: { ...LOSS, title: "excess loss / start" } };

/** The option for how far the start is from the minimum. */
export const DISTANCE: NumberOption<number> = {
  ...VARIANT_OPTIONS.initialScale as NumberOption<number>,
  doc: "Factor of the distance of start and minimum.",
};

/** A quadratic form `½ (x − c)ᵀH(x − c)` whose gradient comes with the noise of a minibatch. */
interface NoisyQuadraticFormOptions {
  readonly context: ProblemContext;
  /** Where it is lowest, c; the descent starts at 0, so that weight decay leads away from the minimum. */
  readonly minimum: Float64Array;
  /** Writes `H x`. */
  readonly multiply: (x: Float64Array, out: Float64Array) => void;
  /** Turns independent standard normal numbers into the noise of a minibatch's gradient. */
  readonly shape: (noise: Float64Array) => void;
  /** The form in words. */
  readonly model: string;
}

/**
 * Minimizes `½ (x − c)ᵀH(x − c)` by gradients `H (x − c) + ε`, where a step's number alone decides ε. What is evaluated is
 * the form itself, as a share of its value at the start: no noise is in it.
 */
export function noisyQuadraticForm(
  { context, minimum, multiply, shape, model }: NoisyQuadraticFormOptions,
): BuiltProblem {
  const { engine, dtype, batchSize, random } = context;
  const d = minimum.length, arena = engine.arena();
  const value = arena.tensor([d], dtype), gradient = arena.tensor([d], dtype);
  const parameter: Parameter = { name: "x", value, gradient, role: "weight", decays: true };
  const stream: RandomStream = random.split("noise");
  const x = new Float64Array(d), product = new Float64Array(d), noise = new Float64Array(d);
  // Two words a number, in pairs.
  const wordsPerStep = 4 * Math.ceil(d / 2);
  const form = () => {
    for (let i = 0; i < d; i++) x[i] = value.data[i] - minimum[i];
    multiply(x, product);
    let sum = 0;
    for (let i = 0; i < d; i++) sum += x[i] * product[i];
    return sum / 2;
  };
  const atStart = form();
  return {
    parameters: [parameter],
    buffers: [],
    stepsPerEpoch: 1,
    examples: { train: batchSize, validation: 1, test: 1 },
    model,
    data: null,
    nextBatch(step) {
      stream.position = (step - 1) * wordsPerStep;
      stream.fillNormal(noise);
      shape(noise);
      return batchSize;
    },
    gradients() {
      let loss = form();
      for (let i = 0; i < d; i++) {
        loss += noise[i] * x[i];
        gradient.data[i] = product[i] + noise[i];
      }
      return loss;
    },
    evaluate: () => ({ loss: form() / atStart }),
    [Symbol.dispose]: () => arena.dispose(),
  };
}
