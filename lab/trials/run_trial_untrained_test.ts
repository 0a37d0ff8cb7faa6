import { createEngine } from "@descent/core";
import type { Scores } from "@descent/reports";
import { assertEquals } from "@std/assert";
import { sampleData, sampleTrial } from "../testing/mod.ts";
import { runTrial } from "./run_trial.ts";
import type { TrialOutcome } from "./trial_outcome.ts";

const data = await sampleData();

Deno.test("Trials that begin alike evaluate the untrained model once, where scores are kept", async () => {
  using engine = createEngine();
  const untrained = new Map<string, Scores>();
  const run = (seed: number) =>
    runTrial({ trial: { ...sampleTrial(), seed }, data, engine, untrained });
  const first = await run(1), again = await run(1);
  assertEquals(untrained.size, 1);
  assertEquals(again.results, { ...first.results, ...timesOf(again) });
  await run(2);
  assertEquals(untrained.size, 2);
  for (const key of untrained.keys()) untrained.set(key, { "validation/loss": 7 });
  assertEquals((await run(2)).results.initial, { "validation/loss": 7 });
});

/** The results that the clock alone decides. */
function timesOf({ results: { seconds, secondsToTarget, examplesPerSecond } }: TrialOutcome) {
  return { seconds, secondsToTarget, examplesPerSecond };
}
