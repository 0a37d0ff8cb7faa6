import { renderPage, type Section, type TableSection } from "@descent/reports";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { sampleResult } from "./_sample_result.ts";
import { benchPage } from "./bench_page.ts";

function table(sections: readonly Section[], title: string): TableSection {
  const found = sections.flatMap((one) => one.kind === "tabs" ? one.sections : [one])
    .find((one) => one.kind === "table" && one.title === title);
  return found as TableSection;
}

/** The text of a cell. */
const texts = (row: TableSection["rows"][number]) =>
  row.map((cell) => typeof cell === "object" && cell !== null ? cell.text ?? cell.value : cell);

Deno.test("Products are shown with their share of the limit of all their threads", () => {
  const { columns, rows, note } = table(benchPage(sampleResult).sections, "Matrix products");
  assertEquals(columns.map(({ title }) => title).slice(2), [
    "Descent, wasm, 1 thread",
    "Descent, wasm, 2 threads",
  ]);
  const notes = rows[0].slice(2).map((cell) => (cell as { note: string }).note);
  assertEquals(notes, ["84 %", "80 %"]);
  assertStringIncludes(note!, "50 GFLOP/s for each thread");
  assertEquals(note!.includes("native"), false);
});

Deno.test("Where others took part, a table has everyone's rate and Descent's ratio to it", () => {
  const { sections } = benchPage(sampleResult);
  const { rows, note } = table(sections, "784-100-10, batch 128, Adam");
  assertEquals(rows.map(texts), [
    ["Descent, wasm, 1 thread", "105,000", "33.6", "67 %", null, "1.76"],
    ["Descent, wasm, 2 threads", "185,000", "59.1", "59 %", "0.57", null],
    ["jax-js, 1 thread", "50,000", "16", "32 %", "2.05", "3.65"],
    ["PyTorch set up well", "190,000", "60.7", "30 %", "0.57", "1.00"],
  ]);
  assertStringIncludes(note!, "TensorFlow.js, wasm cannot: no kernel.");
  const charts = sections.filter(({ kind }) => kind === "bars");
  assertEquals(charts.map(({ title }) => title), ["Training steps: charts"]);
});

Deno.test("Training steps are shown with their GFLOP/s, how these are counted and what limits them", () => {
  const { rows, note } = table(benchPage(sampleResult).sections, "Training steps");
  const notes = rows[0].slice(2).map((cell) => (cell as { note: string }).note);
  assertEquals(notes, ["33.6 GFLOP/s, 67 %", "59.1 GFLOP/s, 59 %"]);
  assertStringIncludes(note!, "Winograd");
  assertStringIncludes(note!, "200 GFLOP/s (Descent, onednn, 2 threads)");
});

Deno.test("Without limits training steps have GFLOP/s and no share", () => {
  const { sections } = benchPage({ ...sampleResult, limits: [] });
  const { rows } = table(sections, "Training steps");
  assertEquals((rows[0][2] as { note: string }).note, "33.6 GFLOP/s");
  assertEquals(texts(table(sections, "784-100-10, batch 128, Adam").rows[0])[3], null);
});

Deno.test("Rules have their cost, and an empty cell where they are no formula of an element", () => {
  const { rows } = table(benchPage(sampleResult).sections, "Update rules");
  assertEquals(rows.map(texts), [
    ["SGD", "0.900", "1.010", "1.000", "0.020", "0.0"],
    ["Muon", "1.250", null, null, "1.000", "8.0"],
  ]);
});

Deno.test("The page renders, with what comes from outside as text", async () => {
  const document = await renderPage(benchPage(sampleResult));
  for (
    const text of [
      "Fast &lt;Processor&gt;",
      "ConvNetJS: not there",
      "An empty program",
      "An empty worker",
      "1.92",
    ]
  ) {
    assertStringIncludes(document, text);
  }
});

Deno.test("A benchmark of nothing is a page all the same", () => {
  const { sections } = benchPage({
    ...sampleResult,
    implementations: [],
    absent: [],
    groups: [],
    curves: [],
    rules: [],
    programs: [],
    starts: [],
    ratios: [],
  });
  assertEquals(sections, []);
});

Deno.test("A curve over many doublings is drawn on logarithmic axes", () => {
  const [curve] = sampleResult.curves;
  const wide = { ...curve.series[0], points: [{ x: 8, seconds: 0.1 }, { x: 1024, seconds: 2 }] };
  const { sections } = benchPage({
    ...sampleResult,
    curves: [curve, { ...curve, series: [wide] }],
  });
  const [near, far] = sections.flatMap((one) => one.kind === "lines" ? one.charts : []);
  assertEquals([near.x.scale, near.y.title], ["linear", "Time (ms)"]);
  assertEquals([far.x.scale, far.y.title], ["log", "Time (s)"]);
  assertEquals(far.series[0].points, [{ x: 8, y: 0.1 }, { x: 1024, y: 2 }]);
});
