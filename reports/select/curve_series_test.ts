import { assertEquals } from "@std/assert";
import { sampleRun } from "../testing/sample_run.ts";
import { curveSeries } from "./curve_series.ts";

Deno.test("curveSeries keeps the order of first trials and puts seeds of one line together", () => {
  const sgd = { name: "sgd", title: "SGD" };
  const runs = [sampleRun({ seed: 2 }), sampleRun({ optimizer: sgd }), sampleRun({ seed: 1 })];
  const series = curveSeries(runs, ({ optimizer }) => optimizer);
  assertEquals(series.map(({ name, title }) => [name, title]), [["adam", "Adam"], ["sgd", "SGD"]]);
  assertEquals(series[0].runs, [runs[0].metrics, runs[2].metrics]);
});

Deno.test("curveSeries of nothing has no lines", () => {
  assertEquals(curveSeries([], ({ optimizer }) => optimizer), []);
});
