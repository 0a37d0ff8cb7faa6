import { assert, assertStringIncludes } from "@std/assert";
import { renderAlone } from "./_render_alone.ts";

Deno.test("text has its paragraphs, then its points, escaped and with code set as code", async () => {
  const { markup } = await renderAlone({
    kind: "text",
    title: "Words",
    text: ["First <b>.", "Second."],
    points: ["Use `relu`."],
  });
  assertStringIncludes(markup, '<p class="prose">First &lt;b&gt;.</p><p class="prose">Second.</p>');
  assertStringIncludes(markup, "<li>Use<code>relu</code>.</li>");
});

Deno.test("text without points has no list", async () => {
  assert(!(await renderAlone({ kind: "text", title: "Words" })).markup.includes("<ul"));
});
