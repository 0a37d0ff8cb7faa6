import { sampleRun } from "@descent/reports/testing";
import { assertEquals } from "@std/assert";
import { liveTrials } from "./live_trials.ts";

const trialOf = (trialId: string) => {
  const { record, metrics } = sampleRun({ trialId });
  return { run: { record, metrics }, watched: { ...record, epochs: 2 }, metrics };
};

Deno.test("liveTrials keeps the evaluations of trials that run, and the records of those that ended", () => {
  const trials = liveTrials();
  const [a, b] = ["a", "b"].map(trialOf);
  trials.started(a.watched, () => {});
  trials.started(b.watched, () => {});
  trials.evaluated("b", b.metrics[0]);
  trials.evaluated("unknown", b.metrics[0]);
  assertEquals(trials.latest().map(({ trial, rows }) => [trial.trialId, rows.length]), [
    ["a", 0],
    ["b", 1],
  ]);
  trials.ended(b.run);
  trials.ended(b.run);
  assertEquals(trials.latest().map(({ trial, status }) => [trial.trialId, status]), [
    ["a", "running"],
    ["b", "completed"],
  ]);
  assertEquals(trials.runs().length, 1);
  assertEquals([trials.changes, trials.endings], [5, 2]);
});

Deno.test("liveTrials shows few of those that have ended, and all that run", () => {
  const trials = liveTrials();
  for (let n = 0; n < 30; n++) {
    const { watched, run } = trialOf(String(n));
    trials.started(watched, () => {});
    if (n < 20) trials.ended(run);
  }
  assertEquals(trials.latest().map(({ status }) => status), Array(10).fill("running"));
  assertEquals(trials.runs().length, 20);
});

Deno.test("liveTrials stops a trial that runs, and no other", () => {
  const trials = liveTrials();
  const { watched, run } = trialOf("a");
  let stopped = 0;
  assertEquals(trials.stop("a"), false);
  trials.started(watched, () => stopped++);
  assertEquals([trials.stop("b"), trials.stop("a"), stopped], [false, true, 1]);
  assertEquals(trials.latest()[0].status, "stopping");
  trials.ended({ record: { ...run.record, status: "failed" }, metrics: [] });
  assertEquals([trials.stop("a"), stopped], [false, 1]);
});

Deno.test("liveTrials forgets a trial that was given back", () => {
  const trials = liveTrials();
  trials.started(trialOf("a").watched, () => {});
  trials.gaveBack("a");
  trials.gaveBack("unknown");
  assertEquals([trials.latest(), trials.runs(), trials.changes], [[], [], 2]);
});
