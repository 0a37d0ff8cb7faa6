import { createEngine } from "@descent/core";
import { hiddenMatrices } from "@descent/optim";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { chooseProblem } from "../contract/problem_choice.ts";
import { fashionMlp } from "./fashion_mlp.ts";
import { smallProblem } from "./_small_problem.ts";

Deno.test("fashion-mlp: over a file's images and over drawn digits, of the same number of steps", () => {
  assertEquals(fashionMlp.map(({ name }) => name), ["fashion-mlp", "digits-mlp"]);
  for (const plugin of fashionMlp) {
    const { options, budget: { epochs, batchSize } } = chooseProblem(plugin);
    assertAlmostEquals(epochs * Math.ceil(Number(options.trainCount) / batchSize), 400, 1e-9);
  }
});

Deno.test("fashion-mlp: the matrices that methods for matrices take", async () => {
  using engine = createEngine();
  using problem = await smallProblem(fashionMlp[1], { engine });
  const shapes = hiddenMatrices(problem.parameters).map(({ value }) => value.shape);
  assertEquals(shapes, [[128, 64]]);
});
