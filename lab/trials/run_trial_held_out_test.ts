import { createEngine } from "@descent/core";
import { chooseProblem, fullyConnected } from "@descent/problems";
import type { Scores } from "@descent/reports";
import { assertEquals } from "@std/assert";
import { sampleData, sampleTrial } from "../testing/mod.ts";
import { runTrial } from "./run_trial.ts";

const data = await sampleData();

/** The scores of a part, in their order. */
function keysOf(split: string): string[] {
  return ["loss", "accuracy", "balancedAccuracy"].map((name) => `${split}/${name}`);
}

Deno.test("runTrial scores no more than held-out examples where the budget says so, and the same weights", async () => {
  using engine = createEngine();
  // A rate too high at first and a watched part, so that the best evaluation is not the last.
  const budget = { batchSize: 16, epochs: 4, evaluationsPerEpoch: 2, examplesPerEvaluation: 4 };
  const choice = (heldOutOnly?: boolean) =>
    chooseProblem(fullyConnected, {
      options: { hidden: [8] },
      budget: { ...budget, ...heldOutOnly !== undefined && { heldOutOnly } },
    });
  const [all, heldOut] = await Promise.all(
    [undefined, true].map((only) =>
      runTrial({ trial: sampleTrial({ problem: choice(only), testing: true }), data, engine })
    ),
  );
  assertEquals(heldOut.results.weightsDigest, all.results.weightsDigest);
  assertEquals(Object.keys(heldOut.results.initial), keysOf("validation"));
  assertEquals(Object.keys(heldOut.results.final), [...keysOf("validation"), ...keysOf("test")]);
  const heldOutScores = (scores: Scores) =>
    Object.fromEntries(Object.entries(scores).filter(([key]) => !key.startsWith("train/")));
  assertEquals(heldOut.results.final, heldOutScores(all.results.final));
  assertEquals(heldOut.results.bestEpoch, all.results.bestEpoch);
  assertEquals(
    heldOut.metrics.map(({ scores }) =>
      Object.keys(scores).filter((key) => key.startsWith("train"))
    ),
    heldOut.metrics.map(() => ["train/loss"]),
  );
});
