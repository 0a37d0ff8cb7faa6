import { assertEquals } from "@std/assert";
import { type LineChart, linesFigure } from "./lines_figure.ts";

const CHART: LineChart = {
  title: "Time by batch size",
  x: { title: "Batch size", scale: "log" },
  y: { title: "Time (ms)" },
  series: [
    { name: "one", title: "1 thread", points: [{ x: 10, y: 1 }, { x: 100, y: 8.1234567 }] },
    { name: "two", title: "2 <threads>", points: [{ x: 10, y: 2 }] },
    { name: "none", title: "None", points: [] },
  ],
};

Deno.test("linesFigure draws every series through its own points", () => {
  const { data } = linesFigure(CHART, "order");
  assertEquals(data.map(({ x, y }) => [x, y]), [
    [[10, 100], [1, 8.1235]],
    [[10], [2]],
    [[], []],
  ]);
  assertEquals(data[1].name, "2 &lt;threads&gt;");
});

Deno.test("linesFigure divides each axis as it is told", () => {
  const { layout } = linesFigure(CHART, "order");
  assertEquals((layout.xaxis as { type: string }).type, "log");
  assertEquals((layout.yaxis as { rangemode: string }).rangemode, "tozero");
});

Deno.test("linesFigure says where its lines end", () => {
  assertEquals(
    linesFigure(CHART, "order").description,
    "Lines: Time by batch size, Time (ms) against Batch size. At the end: 1 thread 8.12, 2 <threads> 2.",
  );
});

Deno.test("linesFigure writes percents and draws the intervals that are known", () => {
  const points = [
    { x: 1, y: 0.5, confidence: 0.01 },
    { x: 2, y: 0.75, confidence: null },
    // The interval would reach beyond all.
    { x: 3, y: 0.995, confidence: 0.03 },
  ];
  const chart: LineChart = {
    title: "Accuracy by depth",
    x: { title: "Depth" },
    y: { title: "Accuracy", format: "percent" },
    series: [{ name: "a", title: "A", points }, {
      name: "b",
      title: "B",
      points: [{ x: 1, y: 0 }],
    }],
  };
  const { data, layout, description } = linesFigure(chart, "order");
  assertEquals(data[0].y, [50, 75, 99.5]);
  const { array, arrayminus } = data[0].error_y as Record<"array" | "arrayminus", number[]>;
  assertEquals([array, arrayminus], [[1, 0, 0.5], [1, 0, 3]]);
  assertEquals("error_y" in data[1], false);
  const { ticksuffix, rangemode } = layout.yaxis as { ticksuffix: string; rangemode?: string };
  assertEquals([ticksuffix, rangemode], ["\u202f%", undefined]);
  assertEquals(description.endsWith("A 99.50\u202f%, B 0.00\u202f%."), true);
});
