import { assertStringIncludes } from "@std/assert";
import { renderAlone } from "./_render_alone.ts";

Deno.test("a matrix tints its cells, marks their groups and leads on from its headings", async () => {
  const { markup } = await renderAlone({
    kind: "matrix",
    title: "Losses",
    columns: [{ title: "Adam", href: "adam.html" }, { title: "<i>" }],
    rows: [{
      title: "Spirals",
      href: "spirals.html",
      cells: [{ tint: -0.5, text: "0.61", mark: "a", words: "lower" }, null],
    }],
  });
  assertStringIncludes(markup, '<th scope="row"><a href="spirals.html">Spirals</a></th>');
  assertStringIncludes(markup, 'var(--good) 28%, transparent)">0.61<sup>a</sup>');
  assertStringIncludes(markup, "&lt;i&gt;");
  assertStringIncludes(markup, "<td>–</td>");
});
