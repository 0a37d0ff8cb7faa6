import { assertEquals, assertThrows } from "@std/assert";
import { bibtexEntries, formatBibtex } from "./bibtex_entries.ts";

const ENTRY = `@InProceedings{a2020b,
  Author = {A, B and
    C},
  title = {On {X}},
  year = {2020},
}`;

Deno.test("bibtexEntries reads entries whatever their case and line breaks", () => {
  assertEquals(bibtexEntries(`\n${ENTRY}\n${ENTRY.replace("a2020b", "other")}`), [
    {
      type: "inproceedings",
      key: "a2020b",
      fields: { author: "A, B and C", title: "On {X}", year: "2020" },
    },
    {
      type: "inproceedings",
      key: "other",
      fields: { author: "A, B and C", title: "On {X}", year: "2020" },
    },
  ]);
  assertEquals(bibtexEntries(" "), []);
});

for (
  const [text, message] of [
    ["none", "expected an entry"],
    ["@misc{a, author = A}", "expected a value in braces"],
    ["@misc{a, author = {A, title = {B}", "expected a closing brace"],
    ["@misc{a, author = {A}, year = {1}}", "expected title in 'a'"],
    ["@misc{a, author = {A} title = {B}}", "expected the end of the entry"],
  ]
) {
  Deno.test(`bibtexEntries refuses ${text}`, () => {
    assertThrows(() => bibtexEntries(text), SyntaxError, message);
  });
}

Deno.test("formatBibtex writes each key once", () => {
  const entries = bibtexEntries(ENTRY);
  assertEquals(formatBibtex([...entries, ...entries]).match(/@/g)?.length, 1);
});
