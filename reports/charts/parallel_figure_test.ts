import { assertEquals, assertStringIncludes } from "@std/assert";
import { parallelFigure } from "./parallel_figure.ts";
import type { SearchedSettings } from "./searched_settings.ts";

const SEARCHED: SearchedSettings = {
  hyperparameters: [
    { title: "Learning rate", scale: "log" },
    { title: "<b>", scale: "linear" },
  ],
  score: { title: "Validation loss", better: "lower", format: "number", scale: "linear" },
  settings: [
    { values: [0.001, 0.5], score: 2 },
    { values: [0.1, 0.9], score: null },
    { values: [0.01, 0.7], score: 1 },
  ],
};

Deno.test("parallelFigure leads each setting over its hyperparameters to its score, the better the higher", () => {
  const { data } = parallelFigure(SEARCHED);
  const [lost, worse, better] = data;
  assertEquals([lost.x, lost.y], [[0, 1, null, null], [1, 1, null, null]]);
  assertEquals([worse.x, worse.y], [[0, 1, 2, null], [0, 0, 0, null]]);
  assertEquals(better.y, [0.5, 0.5, 1, null]);
  assertEquals(data.map(({ line }) => (line as { color: string }).color), [
    "--muted 45%",
    "--scale-1 80%",
    "--scale-7 80%",
  ]);
});

Deno.test("parallelFigure says the values of its axes, and text from outside stays text", () => {
  const { layout, numbers, description } = parallelFigure(SEARCHED);
  const { annotations, xaxis } = layout as {
    annotations: readonly { x: number; text: string }[];
    xaxis: { ticktext: readonly string[] };
  };
  const at = (place: number) => annotations.filter(({ x }) => x === place).map(({ text }) => text);
  assertEquals(at(0), ["0.001", "0.01", "0.1"]);
  assertEquals(at(1), ["0.5", "0.7", "0.9"]);
  // The lowest loss is at the top.
  assertEquals(at(2), ["2", "1.5", "1"]);
  assertEquals(xaxis.ticktext[1], "&lt;b&gt;");
  assertEquals(numbers, [
    ["Learning rate", "<b>", "Validation loss"],
    [0.001, 0.5, 2],
    [0.1, 0.9, null],
    [0.01, 0.7, 1],
  ]);
  assertStringIncludes(description, "Best 1 at Learning rate 0.01, <b> 0.7. 1 without a score.");
});

Deno.test("parallelFigure divides losses over powers of ten by them", () => {
  const settings = [1, 10, 1000].map((score) => ({ values: [1, 1], score }));
  const score = { ...SEARCHED.score, scale: "log" } as const;
  const { data, layout } = parallelFigure({ ...SEARCHED, score, settings });
  const heights = data.map(({ y }) => (y as number[])[2]);
  assertEquals(heights, [0, 0.66667, 1]);
  const { annotations } = layout as { annotations: readonly { x: number; text: string }[] };
  assertEquals(annotations.filter(({ x }) => x === 2).map(({ text }) => text), [
    "1000",
    "31.6",
    "1",
  ]);
});

Deno.test("parallelFigure gives a thousand settings seven colours, each a line of the chart", () => {
  const settings = Array.from({ length: 1000 }, (_, n) => ({ values: [n + 1, n], score: n }));
  const { data } = parallelFigure({ ...SEARCHED, settings });
  assertEquals(data.length, 7);
  assertEquals(data.flatMap(({ y }) => y as number[]).length, 4000);
});
