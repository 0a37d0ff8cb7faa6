import { assertEquals } from "@std/assert";
import { sampleTrial } from "../testing/sample_trial.ts";
import { finalTrials } from "./final_trials.ts";

Deno.test("finalTrials changes the seed and what the trial is for, nothing else", () => {
  const selection = { metric: "validation/accuracy", candidates: 3, score: 0.9 } as const;
  const trial = sampleTrial();
  assertEquals(finalTrials(trial, [4, 9], selection), [
    { ...trial, seed: 4, phase: "final", selection, testing: true },
    { ...trial, seed: 9, phase: "final", selection, testing: true },
  ]);
  assertEquals(finalTrials(trial, [1])[0].selection, null);
});
