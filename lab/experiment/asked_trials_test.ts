import { sampleRun } from "@descent/reports/testing";
import { assertEquals } from "@std/assert";
import { sampleTrial } from "../testing/sample_trial.ts";
import type { Trial } from "../trials/trial.ts";
import { askedTrials } from "./asked_trials.ts";

const plan = (trial: Trial) => Promise.resolve({ trial, id: String(trial.seed) });
const trialsOf = (...seeds: number[]) => seeds.map((seed) => sampleTrial({ seed }));

Deno.test("askedTrials hears of equal trials at each of their places, also where one has ended before", async () => {
  const heard: number[] = [];
  const asked = askedTrials(plan, (_run, place) => {
    heard.push(place);
    return place === 0 ? trialsOf(1, 2) : [];
  });
  const first = await asked.ask(trialsOf(1, 1, 3));
  assertEquals(first.map(({ id }) => id), ["1", "3"]);
  const next = await asked.settle("1", sampleRun());
  // The one that is asked for again has ended.
  assertEquals([next.map(({ id }) => id), heard], [["2"], [0, 1, 3]]);
  await asked.settle("3", sampleRun({ seed: 3 }));
  await asked.settle("2", sampleRun({ seed: 2 }));
  assertEquals(asked.runs().map(({ record: { seed } }) => seed), [0, 0, 3, 0, 2]);
});
