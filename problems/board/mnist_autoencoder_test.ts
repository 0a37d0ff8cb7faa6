import { createEngine } from "@descent/core";
import { hiddenMatrices } from "@descent/optim";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { chooseProblem } from "../contract/problem_choice.ts";
import { mnistAutoencoder } from "./mnist_autoencoder.ts";
import { smallProblem } from "./_small_problem.ts";

Deno.test("mnist-autoencoder: over a file's images and over drawn digits, of the same number of steps", () => {
  assertEquals(mnistAutoencoder.map(({ name }) => name), [
    "mnist-autoencoder",
    "digits-autoencoder",
  ]);
  for (const plugin of mnistAutoencoder) {
    const { options, budget: { epochs, batchSize } } = chooseProblem(plugin);
    assertAlmostEquals(epochs * Math.ceil(Number(options.trainCount) / batchSize), 300, 1e-9);
  }
});

Deno.test("mnist-autoencoder: the matrices that methods for matrices take", async () => {
  using engine = createEngine();
  using problem = await smallProblem(mnistAutoencoder[1], { engine });
  const shapes = hiddenMatrices(problem.parameters).map(({ value }) => value.shape);
  assertEquals(shapes, [[128, 64], [64, 16], [16, 64], [64, 128]]);
});
