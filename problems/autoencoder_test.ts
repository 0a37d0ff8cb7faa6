import { createEngine, randomStream } from "@descent/core";
import { adam, createOptimizer } from "@descent/optim";
import { assertEquals, assertLess } from "@std/assert";
import { autoencoderProblem, variationalAutoencoderProblem } from "./autoencoder.ts";
import { chooseProblem } from "./contract/problem_choice.ts";
import type { ProblemPlugin } from "./contract/problem_plugin.ts";

/** The validation loss after some steps of Adam, and the model in words. */
async function trained(plugin: ProblemPlugin, steps: number) {
  const counts = { trainCount: 1000, validationCount: 200, testCount: 10 };
  const { options, learningRates } = chooseProblem(plugin, { options: counts });
  using engine = createEngine();
  using problem = plugin.create(await plugin.load(options, {}), options, {
    engine,
    dtype: "f32",
    batchSize: 100,
    random: randomStream({ seed: 1 }),
  });
  const optimizer = createOptimizer({ plugin: adam, parameters: problem.parameters });
  for (let step = 1; step <= steps; step++) {
    problem.nextBatch(step);
    optimizer.step({ step, learningRate: learningRates.adam, loss: problem.gradients() });
  }
  return { loss: problem.evaluate("validation").loss, model: problem.model };
}

// The mean image alone gives 0.332 a pixel.
for (
  const [plugin, reached] of [
    [autoencoderProblem, 0.3],
    [variationalAutoencoderProblem, 28 * 28 * 0.326],
  ] as const
) {
  Deno.test(`${plugin.name} learns more of the digits than their mean`, async () => {
    const { loss, model } = await trained(plugin, 200);
    assertLess(loss, reached);
    assertEquals(model, "784-128-8-128-784");
  });
}
