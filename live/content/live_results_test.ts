import { compareOptimizers } from "@descent/reports";
import { syntheticRuns } from "@descent/reports/testing";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { liveResults } from "./live_results.ts";

const runs = syntheticRuns();
const varied = runs.slice(0, 12).map(({ record, metrics }, index) => {
  const setting = { ...record.setting, variables: { depth: index % 2 } };
  return { record: { ...record, setting, phase: "repeat" }, metrics };
});

Deno.test("liveResults shows the sections of the report, and says that more is to come", () => {
  const { finding, sections } = liveResults(runs);
  const report = compareOptimizers(runs);
  assertEquals(sections, report.sections);
  assertEquals(finding.picture, report.picture);
  assertStringIncludes(finding.answer!, "So far ");
  assertEquals(liveResults(runs, { hasEnded: true }).finding.answer, report.finding.answer);
});

Deno.test("liveResults of searches alone has no winner", () => {
  const searches = runs.filter(({ record }) => record.phase === "search");
  const { finding } = liveResults(searches);
  assertEquals(finding.answer, undefined);
  assert(finding.headline.length > 0);
});

Deno.test("liveResults of an experiment that varies something else claims nothing", () => {
  const { finding, sections } = liveResults(varied);
  assertEquals(sections.map(({ title }) => title), ["Settings so far", "Training so far"]);
  assertEquals(finding.answer, undefined);
  assertStringIncludes(finding.headline, "so far");
});

Deno.test("liveResults of several problems has a section for each", () => {
  const other = runs.map(({ record, metrics }) => {
    const problem = { ...record.problem, name: "other", title: "another problem" };
    return { record: { ...record, problem }, metrics };
  });
  const { finding, sections } = liveResults([...runs, ...other]);
  assertEquals(sections.map(({ kind }) => kind), ["group", "group"]);
  assertStringIncludes(finding.headline, "Another problem");
});
