import { affine, softmax } from "@descent/layers";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { networkOf } from "../_testing.ts";
import { modelOf } from "../model_of.ts";
import { predictInputs } from "./predict_inputs.ts";

Deno.test("predictInputs makes probabilities of scores, and leaves those that are", () => {
  using scores = networkOf(affine({ units: 3 }), [1, 3]);
  scores.parameters[0].value.data.set([1, 0, 0, 0, 1, 0, 0, 0, 1]);
  using rows = networkOf(softmax(), [1, 3]);
  const inputs = { inputs: Float32Array.of(1, 2, 3, 1000, 0, -1000), count: 2 };
  const [one, other] = [scores, rows].map((network) => {
    const answers = predictInputs(modelOf(network, { classNames: ["a", "b", "c"] }), inputs);
    if (answers.kind !== "classes") throw new Error("no classes");
    return answers;
  });
  assertEquals([...one.classes], [2, 0]);
  one.probabilities.forEach((p, i) => assertAlmostEquals(p, other.probabilities[i], 1e-6));
  assertAlmostEquals(one.probabilities[2], Math.E ** 2 / (1 + Math.E + Math.E ** 2), 1e-12);
});

Deno.test("predictInputs gives values in their own unit", () => {
  using network = networkOf(affine({ units: 2, bias: false }), [1, 1]);
  network.parameters[0].value.data.set([1, -1]);
  const targets = [{ name: "price", mean: 100, deviation: 10 }, {
    name: "age",
    mean: 0,
    deviation: 1,
  }];
  const preprocessing = { kind: "table", columns: [], targets } as const;
  const inputs = { inputs: Float64Array.of(2), count: 1 };
  const answers = predictInputs(modelOf(network, { preprocessing }), inputs);
  assertEquals(answers, {
    kind: "values",
    values: Float64Array.of(120, -2),
    names: ["price", "age"],
  });
  const bare = predictInputs(modelOf(network), inputs);
  assertEquals(bare.kind === "values" && bare.names, ["output1", "output2"]);
});
