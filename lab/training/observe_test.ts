import { createEngine, randomStream } from "@descent/core";
import { problemNetwork, twoLayer } from "@descent/problems";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { sampleDataset } from "@descent/data/testing";
import { observe } from "./observe.ts";

Deno.test("observe measures the gradient of each layer's weights, without biases", () => {
  using engine = createEngine();
  const problem = twoLayer({ dataset: "rows", hidden: 5 });
  const random = randomStream({ seed: 1 });
  using network = problemNetwork({ problem, dataset: sampleDataset(), engine, random });
  for (const { name, gradient } of network.parameters) {
    gradient.data.fill(name.endsWith("bias") ? 100 : 2);
  }
  const observed = observe(network, ["gradientNorms"]);
  assertEquals(Object.keys(observed), ["gradient_norm.hidden1", "gradient_norm.scores"]);
  assertAlmostEquals(observed["gradient_norm.hidden1"], 2 * Math.sqrt(16 * 5), 1e-5);
  assertAlmostEquals(observed["gradient_norm.scores"], 2 * Math.sqrt(5 * 3), 1e-5);
  assertEquals(observe(network, []), {});
});
