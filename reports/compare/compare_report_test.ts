import { assertEquals, assertStringIncludes } from "@std/assert";
import { sampleRecord, sampleRun } from "../sample_run.ts";
import type { GroupSection } from "../sections/group.ts";
import {
  syntheticFunctionRuns,
  syntheticRegressionRuns,
  syntheticRuns,
} from "../_synthetic_runs.ts";
import { compareReport } from "./compare_report.ts";

Deno.test("compareReport says what its facts rest on", () => {
  const { title, kicker, facts } = compareReport(syntheticRuns());
  assertEquals([title, kicker], ["SGD, Momentum, RMSProp, Adam on mnist", "compare"]);
  assertEquals(facts?.map(({ value }) => value), [
    "mnist, 55,000 to train on",
    "784-100-10",
    "10 epochs, batch size 128",
    "7 trials to tune each, 5 seeds to judge",
    "48, of which 7 diverged",
  ]);
});

Deno.test("compareReport gives each of several problems a section under its title", () => {
  const { problem } = sampleRecord();
  const page = compareReport([
    sampleRun({ problem: { ...problem, name: "a", title: "the first problem" } }),
    sampleRun({ problem: { ...problem, name: "b", title: "the second problem" } }),
  ]);
  assertEquals(page.title, "Adam on the first problem and the second problem");
  assertStringIncludes(page.headline, "The first problem: Adam reached");
  assertStringIncludes(page.headline, "The second problem: Adam reached");
  assertEquals(page.sections.map(({ title }) => title), [
    "The first problem",
    "The second problem",
    "What ran where",
  ]);
  for (const section of page.sections.slice(0, 2) as GroupSection[]) {
    assertEquals(section.facts, []);
    assertEquals(section.sections.map(({ title }) => title), [
      "Result",
      "Training",
      "Steps and time to the target",
      "All trials",
    ]);
  }
});

Deno.test("compareReport states a fact at the problem that it holds for where problems differ", () => {
  const { facts, sections } = compareReport([
    ...syntheticRuns(),
    ...syntheticRegressionRuns(),
    ...syntheticFunctionRuns(),
  ]);
  assertEquals(facts, [
    { term: "Search and final", value: "7 trials to tune each, 5 seeds to judge" },
    { term: "Trials", value: "144, of which 21 diverged" },
  ]);
  const own = sections.map((section) => section.kind === "group" ? section.facts : []);
  assertEquals(own.map((facts) => facts!.map(({ value }) => value)), [
    ["mnist, 55,000 to train on", "784-100-10", "10 epochs, batch size 128"],
    ["housing, 16,000 to train on", "8-16-8-1", "10 epochs, batch size 128"],
    ["4,300 steps"],
    [],
  ]);
});

Deno.test("compareReport of a function speaks of no data, no network and no epochs", () => {
  const { title, facts } = compareReport(syntheticFunctionRuns());
  assertEquals(title, "SGD, Momentum, RMSProp, Adam on the Rosenbrock function");
  assertEquals(facts, [
    { term: "Budget of a trial", value: "4,300 steps" },
    { term: "Search and final", value: "7 trials to tune each, 5 seeds to judge" },
    { term: "Trials", value: "48, of which 7 diverged" },
  ]);
});

Deno.test("compareReport takes no fact from a trial that failed before its network was built", () => {
  const failed = sampleRun({ seed: 1, network: "", status: "failed", error: "Out of memory." });
  const { facts } = compareReport([failed, sampleRun()]);
  assertEquals(facts![1], { term: "Network", value: "784-100-10" });
  assertEquals(facts!.at(-1)!.value, "2, of which 0 diverged and 1 failed");
});

Deno.test("compareReport of nothing is a page that says so", () => {
  const { facts, headline } = compareReport([]);
  assertEquals([facts, headline], [[], "There are no trials."]);
});
