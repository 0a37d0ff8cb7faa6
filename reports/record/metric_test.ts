import { assertEquals, assertThrows } from "@std/assert";
import {
  byBetter,
  isBetter,
  metricOf,
  type MetricTable,
  metricTitle,
  parseMetricKey,
} from "./metric.ts";

const METRICS: MetricTable = {
  loss: { title: "loss", better: "lower", format: "number" },
  top5: { title: "top-5 accuracy", better: "higher", format: "percent" },
};

Deno.test("parseMetricKey takes split and name apart, and refuses every other text", () => {
  assertEquals(parseMetricKey("train/top5"), { split: "train", name: "top5" });
  // Only the first slash divides.
  assertEquals(parseMetricKey("test/a/b"), { split: "test", name: "a/b" });
  for (const key of ["", "/", "loss", "train", "train/", "dev/loss", "/loss", "Train/loss"]) {
    assertThrows(() => parseMetricKey(key), RangeError, `'${key}'`);
  }
});

Deno.test("metricOf names the metrics that there are, and takes no inherited name for one", () => {
  assertEquals(metricOf(METRICS, "validation/top5"), METRICS.top5);
  for (const key of ["validation/accuracy", "validation/constructor"]) {
    assertThrows(() => metricOf(METRICS, key), RangeError, `'${key}' names no metric`);
    assertThrows(() => metricOf(METRICS, key), RangeError, "it has loss, top5");
  }
});

Deno.test("metricTitle says the split in words", () => {
  const titles = (["train/loss", "validation/top5", "test/loss"] as const)
    .map((key) => metricTitle(METRICS, key));
  assertEquals(titles, ["training loss", "validation top-5 accuracy", "test loss"]);
});

Deno.test("isBetter follows the metric's direction, strictly", () => {
  assertEquals(isBetter(METRICS.loss, 1, 2), true);
  assertEquals(isBetter(METRICS.loss, 2, 1), false);
  assertEquals(isBetter(METRICS.top5, 2, 1), true);
  assertEquals(isBetter(METRICS.top5, 1, 1), false);
  assertEquals(isBetter(METRICS.loss, NaN, 1), false);
});

Deno.test("byBetter sorts the better first, null last, and keeps the order of equal ones", () => {
  assertEquals([null, 0.2, 0.9, null, 0.5].sort(byBetter(METRICS.top5)), [
    0.9,
    0.5,
    0.2,
    null,
    null,
  ]);
  const rows = [{ name: "a", loss: 1 }, { name: "b", loss: 0 }, { name: "c", loss: 1 }];
  const sorted = rows.sort((a, b) => byBetter(METRICS.loss)(a.loss, b.loss));
  assertEquals(sorted.map(({ name }) => name), ["b", "a", "c"]);
});
