import { assertAlmostEquals, assertEquals } from "@std/assert";
import { type BarChart, barsFigure } from "./bars_figure.ts";

const CHART: BarChart = {
  title: "Steps",
  format: "count",
  rows: [
    { name: "adam", title: "Adam", values: [1, 2, 3] },
    { name: "sgd", title: "<b>SGD</b>", values: [40], remark: "1 of 3 seeds" },
    { name: "lion", title: "Lion", values: [], remark: "not reached" },
  ],
};

Deno.test("barsFigure draws the mean, its interval and every seed", () => {
  const { data } = barsFigure(CHART, "name");
  const whisker = data[0].error_x as { array: number[]; visible: boolean };
  assertEquals([data[0].x, data[0].y], [[2], [0]]);
  assertAlmostEquals(whisker.array[0], 2.4841, 1e-4);
  assertEquals(whisker.visible, true);
  assertEquals([data[3].x, data[3].y], [[1, 2, 3], [0, 0, 0]]);
});

Deno.test("barsFigure shortens a long name beside its axis, and not where it is pointed at", () => {
  const title = "Schedule-Free AdamW with cautious updates and lookahead";
  const { data, layout } = barsFigure({
    ...CHART,
    rows: [{ name: "a", title, values: [1] }],
  }, "name");
  const [text] = (layout.yaxis as { ticktext: string[] }).ticktext;
  assertEquals(text.includes("…"), true);
  const { namelength } = layout.hoverlabel as { namelength: number };
  assertEquals([data[0].name, namelength], [title, -1]);
});

Deno.test("barsFigure draws no interval for one seed and no bar for none", () => {
  const { data } = barsFigure(CHART, "name");
  assertEquals((data[1].error_x as { visible: boolean }).visible, false);
  assertEquals([data[2].x, data[5].x], [[], []]);
});

Deno.test("barsFigure escapes titles and says what is missing under them", () => {
  const { layout, description } = barsFigure(CHART, "name");
  const labels = (layout.yaxis as { ticktext: string[] }).ticktext;
  assertEquals(labels[1].split("<br>")[0], "&lt;b&gt;SGD&lt;/b&gt;");
  assertEquals(labels[2].includes("not reached"), true);
  assertEquals(
    description,
    "Bars: Steps. Adam 2; <b>SGD</b> 40 (1 of 3 seeds); Lion (not reached).",
  );
});
