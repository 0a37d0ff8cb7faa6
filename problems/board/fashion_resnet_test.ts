import { createEngine } from "@descent/core";
import { hiddenMatrices } from "@descent/optim";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { chooseProblem } from "../contract/problem_choice.ts";
import { fashionResnet } from "./fashion_resnet.ts";
import { smallProblem } from "./_small_problem.ts";

Deno.test("fashion-resnet: over a file's images and over drawn digits, of the same number of steps", () => {
  assertEquals(fashionResnet.map(({ name }) => name), ["fashion-resnet", "digits-resnet"]);
  for (const plugin of fashionResnet) {
    const { options, budget: { epochs, batchSize } } = chooseProblem(plugin);
    assertAlmostEquals(epochs * Math.ceil(Number(options.trainCount) / batchSize), 200, 1e-9);
  }
});

Deno.test("fashion-resnet: the matrices that methods for matrices take", async () => {
  using engine = createEngine();
  using problem = await smallProblem(fashionResnet[1], { engine });
  const shapes = hiddenMatrices(problem.parameters).slice(0, 2).map(({ value }) => value.shape);
  assertEquals(shapes, [[8, 8, 3, 3], [8, 8, 3, 3]]);
});
