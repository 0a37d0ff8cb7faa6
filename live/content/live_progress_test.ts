import { sampleRun } from "@descent/reports/testing";
import { assertEquals, assertMatch } from "@std/assert";
import { liveTrials } from "../trials/live_trials.ts";
import { liveProgress } from "./live_progress.ts";

function progressOf(changes: Partial<Parameters<typeof liveProgress>[0]> = {}) {
  const trials = liveTrials();
  const { record, metrics } = sampleRun({ trialId: "a" });
  trials.ended(sampleRun({ trialId: "b", status: "diverged", divergedAtStep: 3 }));
  trials.started({ ...record, epochs: 4 }, () => {});
  trials.evaluated("a", { ...metrics[0], epoch: 1 });
  const snapshot = { done: 1, total: 3, secondsLeft: 8 };
  return liveProgress({ trials, snapshot, seconds: 4, canStop: true, ending: null, ...changes });
}

Deno.test("liveProgress says the time left, what diverged, and how far each trial is", () => {
  const { facts, running } = progressOf();
  assertEquals(facts.map(({ term, value }) => `${term}: ${value}`), [
    "Time left: about 8 s",
    "Elapsed: 4 s",
    "Diverged: 1",
    "Failed: 0",
  ]);
  const [{ id, title, at, share, isStopping }] = running;
  assertEquals([id, title], ["a", "Adam, learning rate 0.001, seed 0"]);
  assertMatch(at, /^epoch 1 of 4, for [01] s$/);
  assertEquals([share, isStopping], [0.25, false]);
});

Deno.test("liveProgress of a run that has ended has neither times nor trials that run", () => {
  const { facts, running, ending } = progressOf({ ending: "It has ended." });
  assertEquals(facts.map(({ term }) => term), ["Diverged", "Failed"]);
  assertEquals([running, ending], [[], "It has ended."]);
});

Deno.test("liveProgress of trials on disk knows no times", () => {
  const snapshot = { done: 1, total: 1, secondsLeft: null };
  const { facts } = progressOf({ snapshot, seconds: null });
  assertEquals(facts.map(({ term }) => term), ["Diverged", "Failed"]);
});

Deno.test("liveProgress of a queue counts all that it holds, and says where and since when trials run", () => {
  const trials = liveTrials();
  const since = new Date(Date.now() - 90_000).toISOString();
  trials.started({ ...sampleRun().record, epochs: 4, worker: "host 7", since }, () => {});
  trials.queueCounted({ queued: 5, running: 1, done: 41 });
  const { facts, running } = progressOf({ trials });
  assertEquals(facts[2], { term: "In the queue", value: "5 queued, 1 running, 41 done" });
  assertMatch(running[0].at, /^epoch 0 of 4, on host 7, for 1 min 3\d s$/);
});
