import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import {
  answerSection,
  decaySection,
  decayTable,
  type MeasuredDecay,
  shareOfBound,
  slopes,
  slopesSection,
} from "./decay_section.ts";

const DECAY: MeasuredDecay = {
  activation: "sigmoid",
  weightScale: 0.1,
  layers: [
    { layer: 1, mean: 0.2, largest: 0.3, bound: 0.5 },
    { layer: 2, mean: 0.4, largest: 0.45, bound: 0.5 },
  ],
  whole: 0.2,
  images: 10,
};

Deno.test("slopes are those of the formulas", () => {
  for (const { x, y } of slopes("sigmoid")) {
    const sigmoid = 1 / (1 + Math.exp(-x));
    assertAlmostEquals(y, sigmoid * (1 - sigmoid), 1e-12);
  }
  for (const { x, y } of slopes("relu")) assertEquals(y, x > 0 ? 1 : 0);
  const section = slopesSection();
  assert(section.kind === "lines");
  assertEquals(section.charts[0].series.map(({ points }) => points.length), [65, 65]);
});

Deno.test("the answer is refuted by one ratio above its bound", () => {
  const verdicts = (decays: readonly MeasuredDecay[]) => {
    const section = answerSection(decays);
    assert(section.kind === "reference");
    return section.rows.map(({ verdict }) => verdict);
  };
  assertEquals(verdicts([DECAY]), ["confirmed", "confirmed"]);
  const above = { layer: 3, mean: 0.2, largest: 0.6, bound: 0.5 };
  assertEquals(verdicts([DECAY, { ...DECAY, layers: [above] }]), ["confirmed", "refuted"]);
  assertAlmostEquals(shareOfBound([DECAY]), 0.9, 1e-12);
});

Deno.test("measured ratios stand beside their bounds", () => {
  const relu = { ...DECAY, activation: "relu" } as const;
  const section = decaySection([DECAY, relu], 10);
  assert(section.kind === "lines");
  const [{ title, series }] = section.charts;
  assertEquals(title, "Weight scale 0.1");
  assertEquals(series.map(({ name }) => name), ["sigmoid", "sigmoid bound", "relu", "relu bound"]);
  assertEquals(series[0].points, [{ x: 1, y: 0.2 }, { x: 2, y: 0.4 }]);
  assertEquals(series[1].points, [{ x: 1, y: 0.5 }, { x: 2, y: 0.5 }]);
  const table = decayTable([DECAY]);
  assert(table.kind === "table");
  const [[scale, activation, mean, largest, bound, share, whole, images]] = table.rows;
  assertEquals([scale, activation, largest, bound, whole, images], [
    0.1,
    "sigmoid",
    0.45,
    0.5,
    0.2,
    10,
  ]);
  assertAlmostEquals(Number(mean), 0.3, 1e-12);
  assertAlmostEquals(Number(share), 0.9, 1e-12);
});
