import { assertEquals } from "@std/assert";
import { knownOptimizers, usualOptimizers } from "@descent/lab";
import { convNetRate } from "./conv_net_rate.ts";

Deno.test("convNetRate is below the defaults of gradient descent, and an unknown optimizer's default", async () => {
  const known = await knownOptimizers([]);
  assertEquals(usualOptimizers(known).map(convNetRate), [1e-2, 1e-3, 3e-4, 1e-3]);
  const adagrad = known.find(({ plugin }) => plugin.name === "adagrad")!;
  assertEquals(convNetRate(adagrad), adagrad.plugin.hyperparameters.learningRate.default);
});
