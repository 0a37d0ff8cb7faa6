import { assertEquals } from "@std/assert";
import { counted } from "./counted.ts";

Deno.test("only exactly one is singular", () => {
  assertEquals([0, 1, 1.5, 2, 1e4].map((count) => counted(count, "trial")), [
    "0 trials",
    "1 trial",
    "1.5 trials",
    "2 trials",
    "10,000 trials",
  ]);
  assertEquals(counted(2, "index", "indices"), "2 indices");
});
