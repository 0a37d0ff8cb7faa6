import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { sampleRun } from "../testing/sample_run.ts";
import { renderAlone } from "./_render_alone.ts";
import type { CurvesSection } from "./curves.ts";

const section: CurvesSection = {
  kind: "curves",
  title: "Training",
  series: [{ name: "adam", title: "Adam <1>", runs: [sampleRun().metrics] }],
  charts: [
    { title: "Validation accuracy", column: "validation/accuracy", format: "percent" },
    { title: "Training loss", column: "train/loss", scale: "log" },
  ],
};

Deno.test("curves have one legend, a chart for each column, and axes to choose from", async () => {
  const { markup, figures } = await renderAlone(section);
  assertEquals(figures.length, 2);
  assertEquals(markup.match(/class="legend"/g)?.length, 1);
  assertStringIncludes(markup, "Adam &lt;1&gt;");
  assertEquals(markup.match(/type="radio"/g)?.length, 3);
  assertEquals(markup.match(/checked/g)?.length, 1);
});

Deno.test("curves over one axis leave nothing to choose", async () => {
  const { markup } = await renderAlone({ ...section, axes: ["step"] });
  assert(!markup.includes("radio"));
});
