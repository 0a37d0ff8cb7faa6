import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Run } from "../record/run_folder.ts";
import { sampleRecord, sampleRun } from "../testing/sample_run.ts";
import { comparedMetrics } from "./_compared_metrics.ts";
import { optimizerResults } from "./_optimizer_result.ts";
import { searchedSections, tuningSection } from "./_search_sections.ts";

/** A trial of a search whose loss the learning rate decides. */
function tried(learningRate: number, beta1: number, changes: Partial<Run["record"]> = {}): Run {
  const { results } = sampleRecord();
  const loss = 1 + Math.log10(learningRate) ** 2;
  return sampleRun({
    phase: "search",
    setting: {
      id: `${learningRate} ${beta1}`,
      hyperparameters: { learningRate, beta1 },
      variables: {},
    },
    results: { ...results, final: { ...results.final, "validation/loss": loss } },
    ...changes,
  });
}

const RATES = [0.01, 0.1, 1, 10];
const GRID = RATES.flatMap((rate) => [0.5, 0.7, 0.9].map((beta) => tried(rate, beta)));

function sections(runs: readonly Run[]) {
  const metrics = comparedMetrics(runs);
  const results = optimizerResults(runs, metrics.score);
  return { searched: searchedSections(results, metrics), tuning: tuningSection(results, metrics) };
}

Deno.test("searchedSections says that the hyperparameter which decides the score explains all of it", () => {
  const [tabs] = sections(GRID).searched;
  assert(tabs.kind === "tabs");
  const [own] = tabs.sections;
  assert(own.kind === "settings");
  assertEquals(own.searched.hyperparameters, [
    { title: "Learning rate", scale: "log" },
    { title: "Beta1", scale: "linear" },
  ]);
  const [rate, beta] = own.importance.alone;
  assert(rate > 0.8 && beta < 0.05, `${rate} ${beta}`);
  assertEquals(own.searched.settings.length, 12);
});

Deno.test("searchedSections averages the seeds of a setting, and one that diverged has no score", () => {
  const again = tried(1, 0.5, { seed: 1 });
  const lost = tried(10, 0.9, { seed: 1, status: "diverged", divergedAtStep: 3 });
  const [tabs] = sections([...GRID, again, lost]).searched;
  assert(tabs.kind === "tabs" && tabs.sections[0].kind === "settings");
  const { settings } = tabs.sections[0].searched;
  assertEquals(settings.length, 12);
  assertEquals(settings.filter(({ score }) => score === null).map(({ values }) => values), [[
    10,
    0.9,
  ]]);
});

Deno.test("a search over learning rates alone, or over few settings, has no such section", () => {
  assertEquals(sections(RATES.map((rate) => tried(rate, 0.9))).searched, []);
  assertEquals(sections(GRID.slice(0, 7)).searched, []);
});

Deno.test("tuningSection begins at the mean of all settings and ends at the best", () => {
  const [section] = sections(RATES.map((rate) => tried(rate, 0.9))).tuning;
  assert(section.kind === "lines");
  const [{ points, name }] = section.charts[0].series;
  assertEquals(name, "adam");
  assertEquals([points[0], points[3]], [{ x: 1, y: (5 + 2 + 1 + 2) / 4 }, { x: 4, y: 1 }]);
  assertStringIncludes(String(section.text), "validation loss of the best of so many settings");
  assertEquals(sections(GRID.slice(0, 2)).tuning, []);
});
