import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Run } from "../record/run_folder.ts";
import type { GroupSection } from "../sections/section.ts";
import { sampleRecord, sampleRun } from "../testing/sample_run.ts";
import {
  syntheticFunctionRuns,
  syntheticRegressionRuns,
  syntheticRuns,
} from "../testing/synthetic_runs.ts";
import { pageFinding } from "../page/page_finding.ts";
import { compareReport } from "./compare_report.ts";

Deno.test("compareReport says what its facts rest on", () => {
  const { title, kicker, facts } = compareReport(syntheticRuns());
  assertEquals([title, kicker], ["SGD, Momentum, RMSProp, Adam on mnist", "compare"]);
  assertEquals(facts?.map(({ value }) => value), [
    "mnist, 55,000 to train on",
    "784-100-10",
    "10 epochs, batch size 128, schedule cosine",
    "7 trials to tune each, 5 seeds to judge",
    "48 (7 diverged)",
  ]);
});

Deno.test("compareReport gives each of several problems a section under its title", () => {
  const { problem } = sampleRecord();
  const page = compareReport([
    sampleRun({ problem: { ...problem, name: "a", title: "the first problem" } }),
    sampleRun({ problem: { ...problem, name: "b", title: "the second problem" } }),
  ]);
  assertEquals(page.title, "Adam on the first problem and the second problem");
  assertEquals(
    page.headline.replaceAll("\u202f", " "),
    "The first problem: Adam reached 0.08 validation loss. " +
      "The second problem: Adam reached 0.08 validation loss.",
  );
  assertEquals(page.sections.map(({ title }) => title), [
    "The first problem",
    "The second problem",
    "What ran where",
  ]);
  for (const section of page.sections.slice(0, 2) as GroupSection[]) {
    assertEquals(section.facts, []);
    assertEquals(section.sections.map(({ title }) => title), [
      "Result",
      "Settings and more figures",
      "Training",
      "Steps and time to the target",
      "All trials",
    ]);
  }
});

/** Three final trials of SGD and of Adam, which is ahead by `lead`. */
function trialsOf(title: string, lead: number): Run[] {
  const { problem, results } = sampleRecord();
  return [0, 1, 2].flatMap((seed) =>
    [{ name: "sgd", title: "SGD" }, { name: "adam", title: "Adam" }].map((optimizer, index) =>
      sampleRun({
        problem: { ...problem, name: title, title },
        optimizer,
        seed,
        results: {
          ...results,
          final: { "validation/loss": 0.2 - index * lead + 0.001 * seed },
        },
      })
    )
  );
}

Deno.test("compareReport of several problems names winners, and says at each how sure they are", () => {
  const problems = [trialsOf("digits", 0.05), trialsOf("letters", 0.0001)];
  const page = compareReport(problems.flat());
  assertEquals(page.headline, "Digits: Adam wins. Letters: no clear winner.");
  const headlines = problems.map((own) => pageFinding(compareReport(own)));
  assertStringIncludes(headlines[0], "by more than the noise (p");
  assertStringIncludes(headlines[1], "are equivalent, their validation loss within 2");
  assertEquals(page.sections.slice(0, 2).map(({ text }) => text), headlines);
});

Deno.test("compareReport states a fact at the problem that it holds for where problems differ", () => {
  const { facts, sections } = compareReport([
    ...syntheticRuns(),
    ...syntheticRegressionRuns(),
    ...syntheticFunctionRuns(),
  ]);
  assertEquals(facts, [
    { term: "Search and final", value: "7 trials to tune each, 5 seeds to judge" },
    { term: "Trials", value: "144 (21 diverged)" },
  ]);
  const own = sections.map((section) => section.kind === "group" ? section.facts : []);
  assertEquals(own.map((facts) => facts!.map(({ value }) => value)), [
    ["mnist, 55,000 to train on", "784-100-10", "10 epochs, batch size 128, schedule cosine"],
    ["housing, 16,000 to train on", "8-16-8-1", "10 epochs, batch size 128, schedule cosine"],
    ["4,300 steps, schedule cosine"],
    [],
  ]);
});

Deno.test("compareReport of a function speaks of no data, no network and no epochs", () => {
  const { title, facts } = compareReport(syntheticFunctionRuns());
  assertEquals(title, "SGD, Momentum, RMSProp, Adam on the Rosenbrock function");
  assertEquals(facts, [
    { term: "Budget of a trial", value: "4,300 steps, schedule cosine" },
    { term: "Search and final", value: "7 trials to tune each, 5 seeds to judge" },
    { term: "Trials", value: "48 (7 diverged)" },
  ]);
});

Deno.test("compareReport takes no fact from a trial that failed before its network was built", () => {
  const failed = sampleRun({ seed: 1, network: "", status: "failed", error: "Out of memory." });
  const { facts } = compareReport([failed, sampleRun()]);
  assertEquals(facts![1], { term: "Network", value: "784-100-10" });
  assertEquals(facts!.at(-1)!.value, "2 (1 failed)");
});

Deno.test("compareReport of nothing is a page that says so", () => {
  const { facts, headline } = compareReport([]);
  assertEquals([facts, headline], [[], "There are no trials."]);
});
