import { assertEquals } from "@std/assert";
import { IMAGES, OPTIMIZERS } from "./_sample_conv_net.ts";
import { BASE } from "./conv_net_setting.ts";
import { convNetTrial } from "./conv_net_trial.ts";

Deno.test("convNetTrial puts a setting's values where training and reports look for them", () => {
  const [optimizer] = OPTIMIZERS;
  const setting = { ...BASE, filters: 5, batchSize: 50, rateFactor: 3 };
  const budget = { images: { ...IMAGES, trainSubset: 60 }, epochs: 2 };
  const trial = convNetTrial({ setting, optimizer, seed: 7, phase: "sweep", ...budget });
  const { problem, hyperparameters, variables, seed, phase } = trial;
  assertEquals([optimizer.plugin.name, hyperparameters.learningRate], ["sgd", 0.03]);
  assertEquals([seed, phase], [7, "sweep"]);
  const { options, budget: { batchSize, epochs, schedule } } = problem;
  assertEquals([batchSize, epochs, schedule], [50, 2, "cosine"]);
  assertEquals([options.trainSubset, options.filters, options.filterSize], [60, 5, 7]);
  assertEquals([options.weightScale, options.initialWeights, options.pixels], [
    0.01,
    "normal",
    "raw",
  ]);
  assertEquals(variables, { batchSize: 50, filterSize: 7, filters: 5, weightScale: 0.01 });
});
