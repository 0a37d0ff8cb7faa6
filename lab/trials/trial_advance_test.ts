import { assertEquals } from "@std/assert";
import { sampleTrial } from "../testing/mod.ts";
import { trialAdvance } from "./trial_advance.ts";

Deno.test("trialAdvance writes the value as its metric says", () => {
  const row = {
    step: 1,
    epoch: 0.5,
    seconds: 0.1,
    gradientEvaluations: 1,
    learningRate: 0.1,
    scores: { "validation/accuracy": 0.5 },
  } as const;
  assertEquals(trialAdvance(sampleTrial(), row).score, "50.00\u202f%");
});
