import { createEngine } from "@descent/core";
import { hiddenMatrices } from "@descent/optim";
import { assertEquals } from "@std/assert";
import { mnist1dConv } from "./mnist1d_conv.ts";
import { mnist1dMlp } from "./mnist1d_mlp.ts";
import { smallProblem } from "./_small_problem.ts";

Deno.test("mnist1d-conv: three convolutions of 25 filters, of which two are hidden, over the examples of mnist1d-mlp", async () => {
  using engine = createEngine();
  using problem = await smallProblem(mnist1dConv, { engine });
  assertEquals(hiddenMatrices(problem.parameters).map(({ value }) => value.shape), [
    [25, 25, 3],
    [25, 25, 3],
  ]);
  assertEquals(problem.parameters.at(-2)!.value.shape, [125, 10]);
  using other = await smallProblem(mnist1dMlp, { engine });
  assertEquals(other.data!.classes, problem.data!.classes);
});
