import { createEngine } from "@descent/core";
import { hiddenMatrices } from "@descent/optim";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { chooseProblem } from "../contract/problem_choice.ts";
import { fashionConv } from "./fashion_conv.ts";
import { smallProblem } from "./_small_problem.ts";

Deno.test("fashion-conv: over a file's images and over drawn digits, of the same number of steps", () => {
  assertEquals(fashionConv.map(({ name }) => name), ["fashion-conv", "digits-conv"]);
  for (const plugin of fashionConv) {
    const { options, budget: { epochs, batchSize } } = chooseProblem(plugin);
    assertAlmostEquals(epochs * Math.ceil(Number(options.trainCount) / batchSize), 300, 1e-9);
  }
});

Deno.test("fashion-conv: the matrices that methods for matrices take", async () => {
  using engine = createEngine();
  using problem = await smallProblem(fashionConv[1], { engine });
  const shapes = hiddenMatrices(problem.parameters).map(({ value }) => value.shape);
  assertEquals(shapes, [[32, 16, 3, 3]]);
});
