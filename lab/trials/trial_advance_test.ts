import { assertEquals } from "@std/assert";
import { sampleTrial } from "../testing/mod.ts";
import { trialAdvance } from "./trial_advance.ts";

Deno.test("trialAdvance writes the value as its metric says", () => {
  assertEquals(trialAdvance(sampleTrial(), { epoch: 0.5, value: 0.5 }).score, "50.00\u202f%");
});
