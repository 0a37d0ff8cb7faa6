import { assertStringIncludes } from "@std/assert";
import { renderAlone } from "./_render_alone.ts";

Deno.test("a section has its heading, its text before and its note after the content", async () => {
  const { markup } = await renderAlone({
    kind: "text",
    title: "A & B",
    text: "Before.",
    points: ["Content."],
    note: "After.",
  });
  assertStringIncludes(
    markup,
    '<section id="section"><h2>A &amp; B</h2><p class="prose">Before.</p>' +
      '<ul><li>Content.</li></ul><p class="note">After.</p></section>',
  );
});

Deno.test("a collapsed section is opened by its heading", async () => {
  const { markup } = await renderAlone({ kind: "text", title: "More", collapsed: true });
  assertStringIncludes(markup, "<details><summary><h2>More</h2></summary>");
});
