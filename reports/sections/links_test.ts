import { assertStringIncludes } from "@std/assert";
import { renderAlone } from "./_render_alone.ts";

Deno.test("links lead to each page with what it asked and found, escaped", async () => {
  const { markup } = await renderAlone({
    kind: "links",
    title: "Reports",
    links: [{
      href: 'depth/"index".html',
      title: "Depth",
      question: "Is a deeper net <harder>?",
      headline: "Use `batch_norm`.",
    }],
  });
  assertStringIncludes(markup, '<a href="depth/&quot;index&quot;.html">Depth</a>');
  assertStringIncludes(markup, "Is a deeper net &lt;harder&gt;?");
  assertStringIncludes(markup, "Use<code>batch_norm</code>.");
});
