import { assertEquals, assertStringIncludes } from "@std/assert";
import type { LineChart } from "../charts/lines_figure.ts";
import type { LandscapeLine } from "../record/landscape_record.ts";
import type { MetricTable } from "../record/metric.ts";
import { landscapeSection } from "./landscape_section.ts";

const metrics: MetricTable = {
  loss: { title: "loss", better: "lower", format: "number" },
  accuracy: { title: "accuracy", better: "higher", format: "percent" },
};

const line = (from: string | null, to: string): LandscapeLine => ({
  ...{ from, to, distance: 3, barriers: [0.5, null] },
  points: [[0, 1, 0], [0.5, 0, 0.5], [1, null, 1]],
});

Deno.test("landscapeSection draws lines of losses without 0, and a share from 0", () => {
  const lines = [line(null, "adam"), line(null, "sgd"), line("adam", "sgd")];
  const { sections, text } = landscapeSection({
    landscape: { metric: "validation/accuracy", lines, planes: [] },
    ...{ metrics, own: "adam", seed: 4 },
    title: (name) => name.toUpperCase(),
    href: (name) => `${name}.html`,
  });
  const [charts, barriers] = sections;
  const drawn = (charts as { readonly charts: readonly LineChart[] }).charts;
  assertEquals(drawn.map(({ title, y, series }) => [title, y.scale, series[0].points]), [
    ["From the initial weights: training loss", "log", [{ x: 0, y: 1 }]],
    [
      "From the initial weights: validation accuracy",
      "linear",
      [{ x: 0, y: 0 }, { x: 0.5, y: 0.5 }, { x: 1, y: 1 }],
    ],
    ["From ADAM's solution: training loss", "log", [{ x: 0, y: 1 }]],
    [
      "From ADAM's solution: validation accuracy",
      "linear",
      [{ x: 0, y: 0 }, { x: 0.5, y: 0.5 }, { x: 1, y: 1 }],
    ],
  ]);
  assertEquals((barriers as { readonly rows: readonly unknown[] }).rows[2], [
    { value: "ADAM", series: "adam", href: "adam.html" },
    { value: "SGD", series: "sgd", href: "sgd.html" },
    ...[0.5, null, 1, null, 3],
  ]);
  // Two evaluations, of each part, at each of nine points.
  const said = [text].flat().join(" ");
  assertStringIncludes(said, "in the same trial 1 other optimizer, each");
  assertStringIncludes(said, "18 evaluations");
});
