import { assertAlmostEquals, assertEquals } from "@std/assert";
import { measurePredictions } from "./measure_predictions.ts";

Deno.test("measurePredictions averages the accuracy over the classes that occur", () => {
  const metrics = measurePredictions({
    kind: "classes",
    classes: Int32Array.of(0, 0, 0, 1),
    probabilities: Float64Array.of(0.5, 0.5, 0, 0.5, 0.5, 0, 0.5, 0.25, 0.25, 0, 1, 0),
    classNames: ["a", "b", "c"],
  }, Int32Array.of(0, 0, 1, 1));
  const { crossEntropy, ...rest } = metrics;
  assertEquals(rest, { examples: 4, accuracy: 0.75, balancedAccuracy: 0.75 });
  assertAlmostEquals(crossEntropy, (2 * Math.log(2) + Math.log(4)) / 4, 1e-12);
});

Deno.test("measurePredictions measures values by their errors and their spread", () => {
  const answers = { kind: "values", values: Float64Array.of(1, 2, 6), names: ["y"] } as const;
  assertEquals(measurePredictions(answers, Float64Array.of(1, 2, 3)), {
    examples: 3,
    rootMeanSquaredError: Math.sqrt(3),
    meanAbsoluteError: 1,
    rSquared: 1 - 9 / 2,
  });
});
