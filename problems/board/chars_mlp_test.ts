import { createEngine } from "@descent/core";
import { hiddenMatrices } from "@descent/optim";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { charsMlp } from "./chars_mlp.ts";
import { fill, smallProblem } from "./_small_problem.ts";

Deno.test("chars-mlp: a uniform guess costs the logarithm of the number of characters, in nats and in bits", async () => {
  using engine = createEngine();
  using problem = await smallProblem(charsMlp, { engine });
  fill(problem, 0);
  const { loss, bitsPerCharacter } = problem.evaluate("validation", 40);
  const characters = problem.parameters[0].value.shape[0];
  assertAlmostEquals(loss, Math.log(characters), 1e-9);
  assertAlmostEquals(bitsPerCharacter, Math.log2(characters), 1e-9);
});

Deno.test("chars-mlp: twelve characters after every character, and one hidden matrix", async () => {
  using engine = createEngine();
  using problem = await smallProblem(charsMlp, { engine, options: { characters: 4000 } });
  assertEquals(problem.examples, { train: 3600 - 12, validation: 200 - 12, test: 200 - 12 });
  assertEquals(hiddenMatrices(problem.parameters).map(({ value }) => value.shape), [[144, 128]]);
});
