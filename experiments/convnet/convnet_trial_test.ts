import { assertEquals } from "@std/assert";
import { OPTIMIZERS } from "./_sample_convnet.ts";
import { BASE } from "./convnet_setting.ts";
import { convnetTrial } from "./convnet_trial.ts";

Deno.test("convnetTrial puts a setting's values where training and reports look for them", () => {
  const [optimizer] = OPTIMIZERS;
  const setting = { ...BASE, filters: 5, batchSize: 50, rateFactor: 3 };
  const budget = { dataset: "digits", trainCount: 60, epochs: 2 };
  const trial = convnetTrial({ setting, optimizer, seed: 7, phase: "sweep", ...budget });
  const { problem, hyperparameters, variables, seed, phase } = trial;
  assertEquals([optimizer.plugin.name, hyperparameters.learningRate], ["sgd", 0.03]);
  assertEquals([seed, phase, problem.batchSize, problem.trainCount], [7, "sweep", 50, 60]);
  assertEquals(problem.network.kind === "three-layer-conv" && problem.network.filters, 5);
  assertEquals(variables, { batchSize: 50, filterSize: 7, filters: 5, weightScale: 0.01 });
});
