import { createEngine, randomStream } from "@descent/core";
import { chooseProblem, twoLayer } from "@descent/problems";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { sampleData } from "../testing/sample_trial.ts";
import { observe } from "./observe.ts";

Deno.test("observe measures the gradient of each layer's weights, without biases", async () => {
  using engine = createEngine();
  const { options } = chooseProblem(twoLayer, { options: { hidden: 5 } });
  const random = randomStream({ seed: 1 });
  const context = { engine, dtype: "f32", batchSize: 16, random } as const;
  using problem = twoLayer.create(await sampleData(), options, context);
  for (const { name, gradient } of problem.parameters) {
    gradient.data.fill(name.endsWith("bias") ? 100 : 2);
  }
  const observed = observe(problem, ["gradientNorms"]);
  assertEquals(Object.keys(observed), ["gradient_norm.hidden1", "gradient_norm.scores"]);
  assertAlmostEquals(observed["gradient_norm.hidden1"]!, 2 * Math.sqrt(16 * 5), 1e-5);
  assertAlmostEquals(observed["gradient_norm.scores"]!, 2 * Math.sqrt(5 * 3), 1e-5);
  assertEquals(observe(problem, []), {});
});
