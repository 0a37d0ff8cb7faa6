import { assertEquals, assertStringIncludes } from "@std/assert";
import { sampleRun } from "../sample_run.ts";
import { syntheticRuns } from "../_synthetic_runs.ts";
import { compareReport } from "./compare_report.ts";

Deno.test("compareReport says what its facts rest on", () => {
  const { title, kicker, facts } = compareReport(syntheticRuns());
  assertEquals([title, kicker], ["SGD, Momentum, RMSProp, Adam on mnist", "compare"]);
  assertEquals(facts?.map(({ value }) => value), [
    "mnist, 55,000 to train on",
    "784-100-10",
    "10 epochs, batch 128",
    "7 trials to tune each, 5 seeds to judge",
    "48, of which 7 diverged",
  ]);
});

Deno.test("compareReport treats several problems one after the other", () => {
  const page = compareReport([sampleRun({ problem: "a" }), sampleRun({ problem: "b" })]);
  assertStringIncludes(page.headline, "a: Adam reached");
  assertStringIncludes(page.headline, "b: Adam reached");
  assertEquals(page.sections.map(({ title }) => title), [
    "a: Result",
    "a: Training",
    "a: Steps and time to the target",
    "a: All trials",
    "b: Result",
    "b: Training",
    "b: Steps and time to the target",
    "b: All trials",
    "What ran where",
  ]);
});

Deno.test("compareReport of nothing is a page that says so", () => {
  assertEquals(compareReport([]).facts, []);
});
