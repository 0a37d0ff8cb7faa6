import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { parse } from "@std/csv";
import { compareReport } from "../compare/compare_report.ts";
import { askPage } from "../testing/ask_page.ts";
import { findChromium } from "../testing/find_chromium.ts";
import { syntheticRuns } from "../testing/synthetic_runs.ts";
import { mayWriteFiles } from "../testing/temporary_folder.ts";
import type { Page } from "./page.ts";
import { renderPage } from "./render_page.ts";

const browser = mayWriteFiles("controls of pages") ? await findChromium() : null;

const longTable: Page = {
  kicker: "test",
  title: "Rows",
  headline: "Many.",
  sections: [{
    kind: "table",
    title: "All trials",
    columns: [{ title: "Optimizer" }, { title: "Learning rate" }, {
      title: "Test accuracy",
      format: "percent",
    }],
    rows: Array.from({ length: 450 }, (_, n) => [
      ["Adam", "SGD", "<b>"][n % 3],
      10 ** -(n % 5),
      n === 449 ? null : n / 1000,
    ]),
  }],
};

const FILTERS: readonly (readonly [text: string, rows: number])[] = [
  ["", 450],
  ["adam", 150],
  ["optimizer = adam", 150],
  ["Optimizer != Adam", 300],
  ["optimizer = <b>", 150],
  ["learningRate > 0.01", 180],
  ["optimizer = adam and learning rate >= 0.1 and test > 40%", 6],
  ["test accuracy < 0.0005", 1],
  ["rate = 0.001", 0],
];

Deno.test({
  name: "a reader filters a long table by its columns; its later rows come when they are wanted",
  ignore: browser === null,
  fn: async () => {
    const { answer, messages } = await askPage(
      browser!,
      await renderPage(longTable),
      `
const [body] = document.querySelector("table").tBodies;
const first = body.rows.length;
const input = document.querySelector(".table-filter input");
const counts = [], said = [];
for (const text of ${JSON.stringify(FILTERS.map(([text]) => text))}) {
  input.value = text;
  input.dispatchEvent(new Event("input"));
  // The first time rows are unpacked.
  await until(() => document.querySelector("[data-rows]") === null);
  await new Promise((done) => setTimeout(done, 20));
  counts.push([...body.rows].filter((row) => !row.hidden).length);
  said.push(document.querySelector(".table-filter output").textContent);
}
answer = { first, placeholder: input.placeholder, counts, said, rest: document.querySelectorAll(".table-rest").length };
`,
    );
    assertEquals(messages, []);
    const { first, placeholder, counts, said, rest } = answer as {
      readonly first: number;
      readonly placeholder: string;
      readonly counts: readonly number[];
      readonly said: readonly string[];
      readonly rest: number;
    };
    assertEquals([first, rest], [200, 0]);
    assertEquals(placeholder, "Optimizer = Adam and Learning rate > 1");
    // A column that there is not leaves the rows as they were.
    assertEquals(counts.slice(0, -1), FILTERS.slice(0, -1).map(([, rows]) => rows));
    assertEquals(said[0], "");
    assertEquals(said[1], "150 of 450");
    assertEquals(said.at(-1), "No column is called rate");
  },
});

Deno.test({
  name: "a chart is saved as SVG, as PNG of twice the size and as the CSV behind it",
  ignore: browser === null,
  fn: async () => {
    const { answer, messages } = await askPage(
      browser!,
      await renderPage(compareReport(syntheticRuns())),
      `
const saved = [];
HTMLAnchorElement.prototype.click = function () { saved.push([this.download, this.href]); };
const buttons = document.querySelectorAll("#training .downloads")[0].querySelectorAll("button");
for (const [count, button] of [...buttons].entries()) {
  button.click();
  // Pictures take time of the machine's, not of the page's clock.
  for (let wait = 0; wait < 5 && saved.length <= count; wait++) await new Promise((done) => setTimeout(done, 800));
}
answer = { saved, labels: [...buttons].map((button) => button.getAttribute("aria-label")) };
`,
    );
    assertEquals(messages, []);
    const { saved, labels } = answer as {
      readonly saved: readonly (readonly [name: string, url: string])[];
      readonly labels: readonly string[];
    };
    const [title] = labels[0].split(" as SVG");
    assertEquals(labels.map((label) => label.replace(title, "")), [
      " as SVG",
      " as PNG",
      " as CSV",
    ]);
    const png = Uint8Array.fromBase64(saved[1][1].split(",")[1]);
    assertEquals(new DataView(png.buffer).getUint32(16), 2 * 960);
    const words = title.toLowerCase().replaceAll(" ", "-");
    for (const [index, kind] of ["svg", "png", "csv"].entries()) {
      assert(saved[index][0].endsWith(`${words}.${kind}`), saved[index][0]);
    }
    const svg = decodeURIComponent(saved[0][1]);
    for (const text of [title, "Momentum", "Epoch"]) assertStringIncludes(svg, text);
    const csv = decodeURIComponent(saved[2][1].slice(saved[2][1].indexOf(",") + 1));
    const [header, ...rows] = parse(csv);
    assertEquals(header.slice(0, 3), ["series", "part", "Epoch"]);
    assert(rows.length > 50 && rows.every(({ length }) => length === 4));
    assertEquals(new Set(rows.map(([, part]) => part)), new Set(["", "upper", "lower"]));
    assertEquals(
      new Set(rows.map(([series]) => series)),
      new Set(["SGD", "Momentum", "RMSProp", "Adam"]),
    );
  },
});

Deno.test({
  name:
    "a reader changes scale and smoothing, with the raw curve behind; the tooltip names value and spread",
  ignore: browser === null,
  fn: async () => {
    const { answer, messages } = await askPage(
      browser!,
      await renderPage(compareReport(syntheticRuns())),
      `
const section = document.getElementById("training");
const [loss, accuracy] = section.querySelectorAll(".plot");
const choose = async (selector, value) => {
  const input = section.querySelector(selector);
  if (value === undefined) input.checked = true; else input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((done) => setTimeout(done, 300));
};
const types = () => [loss, accuracy].map((plot) => plot._fullLayout.yaxis.type);
const before = types();
await choose("[data-choice=scale] [value=linear]");
const after = types();
const lines = () => accuracy.data.filter(({ fill, meta }) => !fill && meta.series === "adam");
const [raw] = lines();
await choose("[data-choice=smoothing] input", "0.5");
const [behind, smooth] = lines();
await choose("[data-choice=smoothing] input", "0");
Plotly.Fx.hover(accuracy, { xval: 2.5, yval: 97 }, "xy");
await new Promise((done) => setTimeout(done, 300));
answer = {
  before, after, raw: raw.y, behind: [behind.y, behind.opacity], smooth: smooth.y, left: lines().length,
  range: accuracy._fullLayout.yaxis.range,
  tooltip: [...accuracy.querySelectorAll(".hoverlayer text")].map(({ textContent }) => textContent),
};
`,
    );
    assertEquals(messages, []);
    const { before, after, raw, behind, smooth, left, range, tooltip } = answer as {
      readonly before: readonly string[];
      readonly after: readonly string[];
      readonly raw: readonly number[];
      readonly behind: readonly [readonly number[], number];
      readonly smooth: readonly number[];
      readonly left: number;
      readonly range: readonly [number, number];
      readonly tooltip: readonly string[];
    };
    assertEquals([before, after], [["log", "linear"], ["linear", "linear"]]);
    assertEquals(behind, [raw, 0.3]);
    // The mean of what came before, the weights halving with each step back.
    assertAlmostEquals(smooth[0], raw[0], 1e-9);
    assertAlmostEquals(smooth[2], (raw[0] + 2 * raw[1] + 4 * raw[2]) / 7, 1e-9);
    assertEquals(left, 1);
    assert(range[1] <= 100);
    const [head, ...rows] = tooltip;
    assertEquals(head, "Epoch 2.5");
    const values = rows.filter((row) => row !== "").map((row) =>
      Number(/ : ([\d.]+)\u202f% \(([\d.]+) to ([\d.]+)\)$/.exec(row)![1])
    );
    assertEquals(values.length, 4);
    assertEquals(values, values.toSorted((a, b) => b - a));
  },
});
