import { createEngine } from "@descent/core";
import { hiddenMatrices } from "@descent/optim";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { chooseProblem } from "../contract/problem_choice.ts";
import { mnistVae } from "./mnist_vae.ts";
import { smallProblem } from "./_small_problem.ts";

Deno.test("mnist-vae: over a file's images and over drawn digits, of the same number of steps", () => {
  assertEquals(mnistVae.map(({ name }) => name), ["mnist-vae", "digits-vae"]);
  for (const plugin of mnistVae) {
    const { options, budget: { epochs, batchSize } } = chooseProblem(plugin);
    assertAlmostEquals(epochs * Math.ceil(Number(options.trainCount) / batchSize), 400, 1e-9);
  }
});

Deno.test("mnist-vae: the matrices that methods for matrices take", async () => {
  using engine = createEngine();
  using problem = await smallProblem(mnistVae[1], { engine });
  const shapes = hiddenMatrices(problem.parameters).map(({ value }) => value.shape);
  assertEquals(shapes, [[128, 16], [8, 128]]);
});
