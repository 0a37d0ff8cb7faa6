import { sizeOf } from "@descent/core";
import type { Model } from "../model.ts";
import { predictor } from "../predictor.ts";
import type { ModelInputs } from "./read_inputs.ts";

/**
 * Answers of a model of classes.
 *
 * @category Prediction
 */
export interface ClassPredictions {
  /** Which kind of answers. */
  readonly kind: "classes";
  /** Index of the likeliest class, for each input. */
  readonly classes: Int32Array;
  /** Probability of each class, K for each input. */
  readonly probabilities: Float64Array;
  /** Names of the K classes. */
  readonly classNames: readonly string[];
}

/**
 * Answers of a model of values.
 *
 * @category Prediction
 */
export interface ValuePredictions {
  /** Which kind of answers. */
  readonly kind: "values";
  /** The values in their own unit, as many as there are names for each input. */
  readonly values: Float64Array;
  /** Names of the values. */
  readonly names: readonly string[];
}

/**
 * Runs a model on new data and says what its outputs mean: of classes the likeliest and the probabilities, the softmax of
 * its scores (outputs that are probabilities already stay); of values these in their own unit.
 *
 * @category Prediction
 * @param model The model.
 * @param inputs New data, as {@linkcode readInputs} gives them.
 * @returns The answers.
 *
 * @example
 * ```ts
 * import { affine } from "@descent/layers";
 * import { type Model, predictInputs } from "@descent/models";
 * import { assertEquals } from "@std/assert";
 *
 * const weight = { shape: [1, 2], data: new Float32Array([1, -1]) };
 * const model: Model = {
 *   layer: affine({ units: 2, bias: false }),
 *   inputShape: [1],
 *   dtype: "f32",
 *   tensors: new Map([["affine1.weight", weight]]),
 *   bytes: null,
 *   preprocessing: null,
 *   classNames: ["cat", "dog"],
 *   notes: {},
 * };
 * const inputs = { inputs: Float64Array.of(-3, 2), targets: null, count: 2 };
 * const answers = predictInputs(model, inputs);
 * assertEquals(answers.kind === "classes" && [...answers.classes], [1, 0]);
 * ```
 */
export function predictInputs(
  model: Model,
  { inputs, count }: Pick<ModelInputs, "inputs" | "count">,
): ClassPredictions | ValuePredictions {
  using run = predictor({ model });
  const outputs = run.predict(inputs), K = sizeOf(run.outputShape);
  const { classNames, preprocessing } = model;
  if (classNames !== null && classNames.length === K) {
    const probabilities = Float64Array.from(outputs), classes = new Int32Array(count);
    for (let n = 0; n < count; n++) {
      const row = probabilities.subarray(n * K, (n + 1) * K);
      toProbabilities(row);
      classes[n] = row.indexOf(row.reduce((a, b) => Math.max(a, b)));
    }
    return { kind: "classes", classes, probabilities, classNames };
  }
  const targets = preprocessing?.kind === "table" ? preprocessing.targets : [];
  const isNamed = targets.length === K;
  return {
    kind: "values",
    values: Float64Array.from(outputs, (value, i) => {
      const { mean, deviation } = isNamed ? targets[i % K] : { mean: 0, deviation: 1 };
      return value * deviation + mean;
    }),
    names: isNamed
      ? targets.map(({ name }) => name)
      : Array.from({ length: K }, (_, i) => `output${i + 1}`),
  };
}

/** Rounding of f32 leaves the sum of a softmax this near 1. */
const SUM_TOLERANCE = 1e-5;

function toProbabilities(row: Float64Array): void {
  const sum = row.reduce((a, b) => a + b, 0);
  if (row.every((each) => each >= 0) && Math.abs(sum - 1) < SUM_TOLERANCE) return;
  const most = row.reduce((a, b) => Math.max(a, b));
  let total = 0;
  for (let k = 0; k < row.length; k++) total += row[k] = Math.exp(row[k] - most);
  for (let k = 0; k < row.length; k++) row[k] /= total;
}
