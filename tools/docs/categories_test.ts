import { assertEquals } from "@std/assert";
import { categoryProblems } from "./categories.ts";
import { documentedSymbols } from "./documented_symbols.ts";

const doc = (text: string, category?: string) => ({
  doc: text,
  tags: category === undefined ? [] : [{ kind: "category", doc: category }],
});
const symbols = documentedSymbols({
  nodes: {
    "file:///x/core/mod.ts": {
      symbols: [
        { name: "sum", declarations: [{ kind: "function", jsDoc: doc("A sum.\nMore.", "Sums") }] },
        { name: "dot", declarations: [{ kind: "function", jsDoc: doc("A product.", "Summs") }] },
        { name: "norm", declarations: [{ kind: "function", jsDoc: doc("A norm.") }] },
        { name: "passedOn", declarations: [{ kind: "reference" }] },
      ],
    },
  },
}, "/x");

Deno.test("An export has the first sentence and the category of its documentation", () => {
  assertEquals(symbols[0], {
    entry: "core/mod.ts",
    name: "sum",
    category: "Sums",
    about: "A sum.",
  });
  assertEquals(symbols.map(({ name }) => name), ["sum", "dot", "norm"]);
});

Deno.test("An export without a category of the list is named, and a category without an export", () => {
  const wanted = "wanted one of Sums, Kernels (tools/docs/categories.ts)";
  assertEquals(categoryProblems(symbols, { core: ["Sums", "Kernels"] }), [
    `core/mod.ts, dot: @category Summs; ${wanted}`,
    `core/mod.ts, norm: no @category; ${wanted}`,
    "core: no export of category Kernels; take it off the list",
  ]);
});
