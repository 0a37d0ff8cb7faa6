import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { guidePage } from "./guide_page.ts";

const resolve = (href: string) => `to/${href}`;

Deno.test("A guide has its title, headings to link to, and the text that the search finds", () => {
  const { title, body, sections } = guidePage(
    "# A *guide*\n\nFirst [words](x.md).\n\n## The `second` part\n\n- one\n- two\n\n```ts\nhidden\n```\n",
    { resolve },
  );
  assertEquals(title, "A  guide");
  assertStringIncludes(body, '<h2 id="the-second-part">');
  assertStringIncludes(body, '<a href="to/x.md">words</a>');
  assertEquals(sections.map(({ id }) => id), ["", "the-second-part"]);
  assertStringIncludes(sections[0].text, "First words");
  assertEquals(sections[1].text, "one two");
});

Deno.test("Formulas become MathML, in a line, a block and a table, and code is escaped", () => {
  const { body } = guidePage(
    "# x\n\nIn $`a_i`$.\n\n```math\n\\frac{a}{b}\n```\n\n| a |\n| - |\n| $`\\sigma`$ |\n\n```ts\na < b\n```\n",
    { resolve },
  );
  assertEquals(body.match(/<math/g)?.length, 3);
  assertStringIncludes(body, "<mfrac>");
  assertStringIncludes(body, "a &lt; b");
  assert(!body.includes("$"));
});

Deno.test("A formula that is no TeX is an error", () => {
  assertThrows(() => guidePage("# x\n\n$`\\nosuch{a}`$\n", { resolve }));
});
