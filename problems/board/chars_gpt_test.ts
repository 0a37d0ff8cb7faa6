import { createEngine } from "@descent/core";
import { hiddenMatrices } from "@descent/optim";
import { assertEquals } from "@std/assert";
import { chooseProblem } from "../contract/problem_choice.ts";
import { charsGpt } from "./chars_gpt.ts";
import { smallProblem } from "./_small_problem.ts";

Deno.test("chars-gpt: 250 steps, and as many heads whatever the width", async () => {
  using engine = createEngine();
  const { options, budget } = chooseProblem(charsGpt, { options: { characters: 20_000 } });
  assertEquals(budget.epochs * Math.ceil(Math.floor((18_000 - 1) / 32) / 16), 250);
  using problem = await smallProblem(charsGpt, { engine, options: { ...options, width: 0.5 } });
  assertEquals(problem.model, "2 blocks of 24, 3 heads, 32 characters");
  const shapes = hiddenMatrices(problem.parameters).map(({ value }) => value.shape.join("x"));
  assertEquals(new Set(shapes).has("24x96"), true);
});
