import { assertEquals, assertStringIncludes } from "@std/assert";
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

/** The controls that a reader has, by what they change, with their values; those that are chosen in brackets. */
function choices(markup: string): Record<string, string> {
  const controls = markup.matchAll(
    /data-choice="(\w+)"[^>]*>(.*?)<\/(?:fieldset|label>\s*<\/div)>/gs,
  );
  return Object.fromEntries([...controls].map(([, name, content]) => [
    name,
    [...content.matchAll(/type="radio"[^>]*value="(\w+)"\s*(checked)?/g)]
      .map(([, value, checked]) => checked === undefined ? value : `[${value}]`).join(" "),
  ]));
}

Deno.test("curves have one legend, a chart for each column, and axes, scale and smoothing to choose", async () => {
  const { markup, figures } = await renderAlone(section);
  assertEquals(figures.length, 2);
  assertEquals(markup.match(/class="legend"/g)?.length, 1);
  assertStringIncludes(markup, "Adam &lt;1&gt;");
  assertEquals(choices(markup), { axis: "[0] 1 2", scale: "linear [log]", smoothing: "" });
  assertEquals(markup.match(/" hidden>/g)?.length, 3);
});

Deno.test("curves over one axis leave no axis to choose, and shares no scale", async () => {
  const { charts: [accuracy] } = section;
  const { markup } = await renderAlone({ ...section, charts: [accuracy], axes: ["step"] });
  assertEquals(choices(markup), { smoothing: "" });
});

Deno.test("long curves say that they are drawn at some of their points", async () => {
  const [row] = sampleRun().metrics;
  const rows = Array.from({ length: 1200 }, (_, step) => ({ ...row, step }));
  const series = [{ name: "adam", title: "Adam", runs: [rows] }];
  const { markup } = await renderAlone({ ...section, series });
  assertStringIncludes(markup, "Curves of up to 1,200 evaluations are drawn at some of them");
  assertEquals((await renderAlone(section)).markup.includes("are drawn at some"), false);
});

Deno.test("charts of both scales have none chosen, so that none changes before it is asked to", async () => {
  const [, loss] = section.charts;
  const { markup } = await renderAlone({
    ...section,
    charts: [loss, { ...loss, title: "Linear", scale: "linear" }],
  });
  assertEquals(choices(markup).scale, "linear log");
});
