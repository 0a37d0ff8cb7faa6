import { createEngine, randomStream } from "@descent/core";
import { createOptimizer, optimizerCatalogue } from "@descent/optim";
import {
  assertProblemConforms,
  type BuiltProblem,
  checkProblem,
  chooseProblem,
  problemCatalogue,
  type ProblemPlugin,
} from "@descent/problems";
import { assert, assertEquals, assertLess } from "@std/assert";
import characterModel from "./character_model.ts";
import rosenbrock from "./rosenbrock.ts";
import tableRegression from "./table_regression.ts";
import variationalAutoencoder from "./variational_autoencoder.ts";

const read = await Deno.permissions.query({ name: "read" });
const ignore = read.state !== "granted";
if (ignore) console.log("examples: the test of the table needs --allow-read: skipped.");

/** Trains as often as told with the rates that the problem names. */
async function train(
  plugin: ProblemPlugin,
  optimizer: string,
  steps: number,
  use: (built: BuiltProblem) => void,
) {
  const counts = { trainCount: 1000, validationCount: 200, testCount: 10 };
  const given = "trainCount" in plugin.options ? counts : {};
  const { options, budget: { batchSize }, learningRates } = chooseProblem(plugin, {
    options: given,
  });
  using engine = createEngine();
  const data = await plugin.load(options, {});
  const random = randomStream({ seed: 1 });
  using built = plugin.create(data, options, { engine, dtype: "f32", batchSize, random });
  const learningRate = learningRates[optimizer];
  const optimizing = createOptimizer({
    plugin: optimizerCatalogue.find(({ name }) => name === optimizer)!,
    parameters: built.parameters,
    hyperparameters: { learningRate },
  });
  for (let step = 1; step <= steps; step++) {
    built.nextBatch(step);
    optimizing.step({ step, learningRate, loss: built.gradients() });
  }
  use(built);
}

/** Losses that the examples reach after some steps; the mean image alone would give the autoencoder 0.332 a pixel. */
const examples: [plugin: ProblemPlugin, steps: number, metric: string, reached: number][] = [
  [tableRegression, 300, "rootMeanSquaredError", 0.23],
  [characterModel, 600, "perplexity", 1.3],
  [rosenbrock, 5000, "loss", 1e-3],
  [variationalAutoencoder, 200, "loss", 28 * 28 * 0.326],
];

for (const [plugin, steps, metric, reached] of examples) {
  const needsFile = plugin === tableRegression;
  Deno.test({
    name: `examples: ${plugin.name} conforms`,
    ignore: needsFile && ignore,
    fn: async () => {
      checkProblem(plugin, { source: "example", taken: problemCatalogue });
      await assertProblemConforms(plugin);
    },
  });

  Deno.test({
    name: `examples: ${plugin.name} is learned`,
    ignore: needsFile && ignore,
    fn: async () => {
      for (const optimizer of ["rmsprop", "adam"]) {
        await train(plugin, optimizer, steps, (built) => {
          const value = built.evaluate("validation")[metric];
          assertLess(value, reached, `${metric} after ${steps} steps of ${optimizer}`);
        });
      }
    },
  });
}

Deno.test("examples: the autoencoder's bound is its reconstruction loss and a divergence", async () => {
  await train(variationalAutoencoder, "adam", 50, (built) => {
    const { loss, reconstruction } = built.evaluate("test");
    assert(reconstruction > 0 && loss > reconstruction, `${reconstruction} of ${loss}`);
    assertEquals(built.evaluate("test"), { loss, reconstruction });
  });
});
