import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { sitePages } from "./site_pages.ts";

const files = new Map([
  [
    "docs/one.md",
    "# One\n\n`drawDigits` and `drawDigits` with [two](two.md#a-part), [it](../x/y.ts), ![p](p.png)\n",
  ],
  ["docs/two.md", "# Two\n\n## A part\n\n`sample`\n"],
  ["docs/p.png", ""],
  ["x/y.ts", "a < b;\n"],
]);
const { pages, copies, found } = sitePages({
  files,
  guides: ["docs/one.md", "docs/two.md"],
  modules: [{ name: "@descent/data", entry: "data/mod.ts", about: "Data." }],
  symbols: [
    {
      entry: "data/mod.ts",
      name: "drawDigits",
      category: "Formats",
      about: "See {@linkcode sample}.",
    },
    { entry: "data/mod.ts", name: "sample", category: "Data sets", about: "A sample." },
  ],
});

Deno.test("Guides link to each other, to files of the repository and to the pages of symbols", () => {
  const page = pages.get("one.html")!;
  assertStringIncludes(page, '<a href="two.html#a-part">two</a>');
  assertStringIncludes(page, '<a href="file-x-y.ts.html">it</a>');
  assertStringIncludes(page, '<img src="docs-p.png"');
  assertStringIncludes(
    page,
    '<a href="api/data/mod.ts/~/drawDigits.html"><code>drawDigits</code></a>',
  );
  assertStringIncludes(pages.get("file-x-y.ts.html")!, "a &lt; b;");
  // A word of English is no symbol.
  assert(!pages.get("two.html")!.includes("~/sample.html"));
  assertEquals([...copies], [["docs-p.png", "docs/p.png"]]);
  assertEquals(found.map(({ address }) => address), [
    "one.html",
    "two.html",
    "two.html#a-part",
    "file-x-y.ts.html",
  ]);
});

Deno.test("The page of a module has its symbols by category, in the order of the list", () => {
  const page = pages.get("module-data.html")!;
  assert(page.indexOf("<h2>Data sets</h2>") < page.indexOf("<h2>Formats</h2>"));
  assertStringIncludes(page, "See sample.");
  assertStringIncludes(pages.get("index.html")!, "module-data.html");
});
