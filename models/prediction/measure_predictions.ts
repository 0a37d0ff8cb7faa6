import type { ClassPredictions, ValuePredictions } from "./predict_inputs.ts";

/**
 * Measures answers by what was right: of classes the cross-entropy, the accuracy, and the accuracy averaged over the
 * classes that occur; of values the root-mean-square and the mean absolute error and R².
 *
 * @category Prediction
 * @param answers The answers.
 * @param targets Class indices, or values in their own unit.
 * @returns Metrics by name.
 *
 * @example
 * ```ts
 * import { measurePredictions } from "@descent/models";
 * import { assertEquals } from "@std/assert";
 *
 * const answers = { kind: "values", values: Float64Array.of(1, 3), names: ["y"] } as const;
 * const { meanAbsoluteError } = measurePredictions(answers, Float64Array.of(1, 2));
 * assertEquals(meanAbsoluteError, 0.5);
 * ```
 */
export function measurePredictions(
  answers: ClassPredictions | ValuePredictions,
  targets: Int32Array | Float64Array,
): Readonly<Record<string, number>> {
  return answers.kind === "classes"
    ? measureClasses(answers, targets)
    : measureValues(answers, targets);
}

function measureClasses(
  { classes, probabilities, classNames: { length: K } }: ClassPredictions,
  targets: ArrayLike<number>,
) {
  const right = new Float64Array(K), all = new Float64Array(K);
  let crossEntropy = 0;
  for (let n = 0; n < classes.length; n++) {
    const target = targets[n];
    all[target]++;
    if (classes[n] === target) right[target]++;
    crossEntropy -= Math.log(probabilities[n * K + target]);
  }
  const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
  const shares = right.map((count, k) => count / all[k]).filter((share) => !Number.isNaN(share));
  return {
    examples: classes.length,
    crossEntropy: crossEntropy / classes.length,
    accuracy: sum(right) / classes.length,
    balancedAccuracy: sum(shares) / shares.length,
  };
}

function measureValues({ values, names }: ValuePredictions, targets: ArrayLike<number>) {
  const K = names.length, N = values.length / K;
  const means = new Float64Array(K);
  for (let i = 0; i < values.length; i++) means[i % K] += targets[i] / N;
  let squares = 0, absolutes = 0, spread = 0;
  for (let i = 0; i < values.length; i++) {
    const error = values[i] - targets[i];
    squares += error ** 2;
    absolutes += Math.abs(error);
    spread += (targets[i] - means[i % K]) ** 2;
  }
  return {
    examples: N,
    rootMeanSquaredError: Math.sqrt(squares / values.length),
    meanAbsoluteError: absolutes / values.length,
    rSquared: 1 - squares / spread,
  };
}
