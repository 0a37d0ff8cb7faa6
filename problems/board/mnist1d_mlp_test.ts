import { createEngine } from "@descent/core";
import { assertEquals } from "@std/assert";
import { mnist1dMlp } from "./mnist1d_mlp.ts";
import { smallProblem } from "./_small_problem.ts";

Deno.test("mnist1d-mlp: a net 40-100-100-10 over examples of every digit", async () => {
  using engine = createEngine();
  using problem = await smallProblem(mnist1dMlp, { engine });
  const shapes = problem.parameters.map(({ value }) => value.shape);
  assertEquals(shapes, [[40, 100], [100], [100, 100], [100], [100, 10], [10]]);
  assertEquals(problem.data!.classes!.map(({ train, test }) => [train, test])[0], [6, 3]);
});
