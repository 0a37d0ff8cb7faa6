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
    }, {
      title: "Text",
      cells: [{ tint: 0, text: "1" }, { tint: 2, text: "9" }],
    }],
  });
  assertStringIncludes(markup, '<th scope="row"><a href="spirals.html">Spirals</a></th>');
  assertStringIncludes(
    markup,
    '<td title="lower" class="good" style="--t:28%">0.61<sup>a</sup></td>',
  );
  assertStringIncludes(
    markup,
    '<td class="bad" style="--t:0%">1</td><td class="bad" style="--t:55%">9</td>',
  );
  assertStringIncludes(markup, "&lt;i&gt;");
  assertStringIncludes(markup, "<td>–</td>");
});
