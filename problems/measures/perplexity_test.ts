import { assertAlmostEquals } from "@std/assert";
import { perplexity } from "./perplexity.ts";

Deno.test("perplexity of a uniform guess is the number of classes", () => {
  assertAlmostEquals(perplexity.total!({ sum: 0, count: 1, loss: -Math.log(1 / 8) }), 8);
});
