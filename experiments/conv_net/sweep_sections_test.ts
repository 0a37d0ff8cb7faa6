import { assertEquals } from "@std/assert";
import { OPTIMIZERS, sampleConvNet } from "./_sample_conv_net.ts";
import { BASE, settingValues } from "./conv_net_setting.ts";
import { sweepOptimizer } from "./run_conv_net.ts";
import { sweepSections } from "./sweep_sections.ts";

const base = settingValues(BASE, sweepOptimizer(OPTIMIZERS));
const { runs } = await sampleConvNet(({ variables, hyperparameters }) =>
  hyperparameters.learningRate === 0.1
    ? "diverged"
    : 0.5 + Number(variables.filters) / 1000 - Number(variables.batchSize) / 10_000
);
const [lines, rates, map] = sweepSections(runs, base);

Deno.test("sweepSections draws one chart for each variable, all others held", () => {
  assertEquals(
    lines.kind === "lines" &&
      lines.charts.map(({ title, series }) => [title, series[0].points.length]),
    [["Batch size", 6], ["Filter size", 5], ["Number of filters", 4], ["Weight scale", 5]],
  );
});

Deno.test("sweepSections shows the rates of every optimizer, those that diverged among them", () => {
  assertEquals(
    rates.kind === "sensitivity" &&
      rates.series.map(({ name, points }) => [
        name,
        new Set(points.map(({ x }) => x)).size,
        points.filter(({ y }) => y === null).length,
      ]),
    [["sgd", 5, 1], ["momentum", 5, 0], ["rmsprop", 5, 0], ["adam", 5, 0]],
  );
});

Deno.test("sweepSections maps batch size and number of filters alone", () => {
  assertEquals(map.kind === "heatmaps" && [map.maps[0].x.values, map.maps[0].y.values], [
    [5, 15, 30],
    [5, 15, 30],
  ]);
  assertEquals(map.kind === "heatmaps" && map.maps[0].cells.flat().includes(null), false);
});
