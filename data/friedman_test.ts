import { assert, assertEquals } from "@std/assert";
import { loadFriedman } from "./friedman.ts";

Deno.test("the rows are always the same, and their values lie where the function does", () => {
  const { train, preprocessing } = loadFriedman();
  assertEquals(loadFriedman().train, train);
  const [target] = preprocessing?.kind === "table" ? preprocessing.targets : [];
  // The function's mean is 14.4 and its standard deviation, with the noise, 4.9.
  assert(Math.abs(target.mean - 14.4) < 1 && Math.abs(target.deviation - 4.9) < 0.6);
});
