import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { renderPage } from "../page/render_page.ts";
import type { TableSection } from "./table.ts";

async function markup(content: Omit<TableSection, "kind" | "title">): Promise<string> {
  const page = await renderPage({
    kicker: "",
    title: "",
    headline: "",
    sections: [{ kind: "table", title: "Result", ...content }],
  });
  const found = page.slice(page.indexOf("<table"), page.indexOf("</table>"));
  return found.replace(/\s+/g, " ").replace(/ (?=\/?>)/g, "");
}

Deno.test("a table writes numbers in its column's format and sorts by their exact value", async () => {
  const table = await markup({
    columns: [{ title: "Optimizer" }, { title: "Accuracy", format: "percent" }],
    rows: [["Adam", 0.1 + 0.2], ["SGD", null]],
  });
  assertStringIncludes(table, 'data-sort="0.30000000000000004">30.00 %</td>');
  assertStringIncludes(table, '<td class="numeric" data-sort="">–</td>');
  assertStringIncludes(
    table,
    '<th scope="col" class="words"><button type="button">Optimizer</button></th>',
  );
  assertStringIncludes(
    table,
    '<th scope="col" class="numeric"><button type="button">Accuracy</button></th>',
  );
});

Deno.test("a table takes a column with any text for one of texts", async () => {
  const table = await markup({ columns: [{ title: "Value" }], rows: [[1], ["one"]] });
  assert(!table.includes("numeric"));
});

Deno.test("a table draws all intervals of a column on one scale", async () => {
  const table = await markup({
    columns: [{ title: "Accuracy", format: "percent" }],
    rows: [[{ value: 0.9, confidence: 0.1 }], [{ value: 0.95, confidence: null }]],
  });
  assertStringIncludes(table, "90.00 ± 10.00 %");
  // From 0.8 to 1 over 96 pixels with 5 at each edge: 0.9 stands in the middle.
  assertStringIncludes(table, '<line x1="5.0" x2="91.0" y1="7" y2="7"/>');
  assertStringIncludes(table, '<circle cx="48.0" cy="7" r="3.5"/>');
  assertStringIncludes(table, '<circle cx="69.5" cy="7" r="3.5"/>');
  assertEquals(table.match(/<line /g)?.length, 1);
});

Deno.test("a table's cell can have a swatch, a note, a verdict and a link", async () => {
  const table = await markup({
    columns: [{ title: "" }],
    rows: [[{ value: "Adam", series: "adam", note: "beta1 0.9", tone: "good", href: "a/?b&c" }]],
  });
  assertStringIncludes(table, "color:var(--series-4)");
  assertStringIncludes(table, '<span class="tone good"><a href="a/?b&amp;c">Adam</a></span>');
  assertStringIncludes(table, "<small>beta1 0.9</small>");
});

Deno.test("a table of more than a hundred rows packs those after fifty, a fiftieth of their markup", async () => {
  const rows = Array.from(
    { length: 10_000 },
    (_, index) => ["Adam", "final", index % 7, "completed"],
  );
  const columns = ["Optimizer", "Phase", "Seed", "Status"].map((title) => ({ title }));
  const table = await markup({ columns, rows });
  assertEquals(table.match(/<tr>/g)?.length, 1 + 50);
  assertStringIncludes(table, 'data-rows="9950"');
  assert(table.length < 100_000, `${table.length}`);
});

Deno.test("a table escapes every text", async () => {
  const hostile = "</td><img src=x onerror=alert(1)>";
  const table = await markup({
    columns: [{ title: hostile }],
    rows: [[hostile], [{ value: hostile, note: hostile, text: hostile, series: hostile }]],
  });
  assert(!table.includes("<img"));
});
