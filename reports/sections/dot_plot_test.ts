import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { pageStyles } from "../charts/series_style.ts";
import { type DotPlot, type DotRow, renderDotPlot } from "./dot_plot.ts";

function row(title: string, values: number[], confidence: number | null = 0.01): DotRow {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { name: title.toLowerCase(), title, values, mean, confidence };
}

function drawn(plot: Partial<DotPlot>): string {
  return renderDotPlot({ title: "Test loss", format: "number", rows: [], ...plot }, pageStyles())
    .markup;
}

const ROWS = [row("Adam", [0.3, 0.31, 0.32]), row("SGD", [0.4, 0.41, 0.42])];

/** Where the means are drawn, in percent. */
function places(markup: string): number[] {
  return [...markup.matchAll(/class="mean" cx="([\d.]+)%"/g)].map(([, place]) => Number(place));
}

Deno.test("a dot plot draws each value, each mean and each interval", () => {
  const markup = drawn({ rows: [...ROWS, row("One", [0.35], null)] });
  assertEquals(markup.match(/class="dot"/g)!.length, 7);
  assertEquals(markup.match(/class="span"/g)!.length, 2);
  const [adam, sgd, one] = places(markup);
  assert(adam < one && one < sgd);
  assert([adam, sgd].every((place) => place >= 7 && place <= 93));
});

Deno.test("a dot plot says its numbers", () => {
  const zone = { title: "cannot be told apart", places: [0, 1] };
  assertStringIncludes(
    drawn({ rows: ROWS, zone }),
    'aria-label="Test loss. Adam 0.310 ± 0.010; SGD 0.410 ± 0.010. cannot be told apart: Adam, SGD."',
  );
});

Deno.test("the zone reaches from the first to the last of its means", () => {
  const markup = drawn({ rows: ROWS, zone: { title: "same", places: [0, 1] } });
  const [, x, width] = /class="zone" x="([\d.]+)%" width="([\d.]+)%"/.exec(markup)!.map(Number);
  const [adam, sgd] = places(markup);
  assert(x < adam && x + width > sgd && width < sgd - adam + 2);
  assertEquals(drawn({ rows: ROWS }).includes('class="zone"'), false);
});

Deno.test("what lies far beyond the others does not press them together", () => {
  const markup = drawn({ rows: [...ROWS, row("Lost", [2.3, 2.3])] });
  assertStringIncludes(markup, "2.3 →</text>");
  const [adam, sgd] = places(markup);
  assert(sgd - adam > 40);
});

Deno.test("shares are written as such, and equal values stand in the middle", () => {
  assertStringIncludes(drawn({ format: "percent", rows: ROWS }), "40\u202f%</text>");
  assertEquals(places(drawn({ rows: [row("Adam", [1, 1], 0)] })), [50]);
});

Deno.test("of long labels every second one is left out on a phone", () => {
  const minor = (format: "percent" | "number", rows: readonly DotRow[]) =>
    [...drawn({ format, rows }).matchAll(/"middle"\s+class="(minor|)">/g)].map(([, name]) =>
      name !== ""
    );
  const close = [row("Adam", [0.8951, 0.8962]), row("SGD", [0.8977, 0.8983])];
  const places = minor("percent", close);
  assert(places.length > 3);
  assertEquals(places, places.map((_, index) => index % 2 === 1));
  assertEquals(minor("number", [row("Adam", [0, 1])]).includes(true), false);
});

Deno.test("a title of any text stays text", () => {
  const markup = drawn({ rows: [row("<script>alert(1)</script>", [1, 2])] });
  assertEquals(markup.includes("<script>"), false);
});
