import { assert, assertEquals } from "@std/assert";
import type { Run } from "../record/run_folder.ts";
import { sampleRun } from "../testing/sample_run.ts";
import { comparedMetrics } from "./_compared_metrics.ts";
import { diagnosticsSection } from "./_diagnostics_section.ts";
import { optimizerResults } from "./_optimizer_result.ts";

function sectionOf(extras: readonly Readonly<Record<string, number | null>>[]) {
  const runs = extras.map((extra, seed): Run => {
    const { record, metrics } = sampleRun({ seed });
    return { record, metrics: metrics.map((row) => ({ ...row, extra })) };
  });
  return diagnosticsSection(optimizerResults(runs, comparedMetrics(runs).score));
}

Deno.test("diagnosticsSection has a tab for each kind of measurement and a chart for each layer", () => {
  const [tabs] = sectionOf([
    {
      "update_ratio.hidden1": 0.001,
      "update_ratio.scores": 0.002,
      "dead_units.hidden1": 0,
      sharpness: 4,
    },
    {
      "update_ratio.hidden1": 0.001,
      "update_ratio.scores": 0.003,
      "dead_units.hidden1": 0,
      sharpness: -1,
    },
  ]);
  assert(tabs.kind === "tabs");
  const charts = tabs.sections.map((section) => {
    assert(section.kind === "curves");
    return [section.title, ...section.charts.map(({ title, scale }) => `${title} ${scale}`)];
  });
  assertEquals(charts, [
    ["Update to weight", "hidden1 log", "scores log"],
    ["Dead units", "hidden1 linear"],
    ["Sharpness", "Sharpness linear"],
  ]);
});

Deno.test("diagnosticsSection leaves out what was never measured, and itself where nothing was", () => {
  assertEquals(sectionOf([{ gradient_noise_scale: null }]), []);
  assertEquals(sectionOf([{ other: 3 }]), []);
});
