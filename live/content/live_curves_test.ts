import { syntheticRuns } from "@descent/reports/testing";
import { assert, assertEquals } from "@std/assert";
import type { LiveTrial } from "../trials/live_trials.ts";
import { liveCurves } from "./live_curves.ts";

const [first, second] = syntheticRuns();
const trialOf = (
  { record, metrics }: typeof first,
  status: LiveTrial["status"] = "running",
): LiveTrial => ({ trial: { ...record, epochs: 10 }, rows: metrics, status, since: 0 });

Deno.test("liveCurves draws a line for each trial, and says which have ended", () => {
  const [section, ...others] = liveCurves([trialOf(first), trialOf(second, "diverged")]);
  assert(section.kind === "curves" && others.length === 0);
  assertEquals(section.series.map(({ runs }) => runs), [[first.metrics], [second.metrics]]);
  assertEquals(new Set(section.series.map(({ name }) => name)).size, 2);
  assert(section.series[1].title.endsWith("(diverged)"), section.series[1].title);
  assertEquals(section.charts.map(({ column }) => column), [
    "validation/accuracy",
    "validation/loss",
    "train/loss",
  ]);
});

Deno.test("liveCurves has a section for each problem, and none before the first evaluation", () => {
  const other = trialOf(second);
  const problem = { ...other.trial.problem, name: "other", title: "another problem" };
  const both = [trialOf(first), { ...other, trial: { ...other.trial, problem } }];
  assertEquals(liveCurves(both).map(({ title }) => title).length, 2);
  assertEquals(liveCurves([{ ...trialOf(first), rows: [] }]), []);
});

Deno.test("liveCurves has a linear scale where a value is not positive", () => {
  const rows = first.metrics.map((row) => ({
    ...row,
    scores: { ...row.scores, "train/loss": -1 },
  }));
  const [section] = liveCurves([{ ...trialOf(first), rows }]);
  assert(section.kind === "curves");
  assertEquals(section.charts.map(({ scale }) => scale), ["linear", "log", "linear"]);
});
