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
      also: [{ href: "depth/profile/index.html", title: "Profile" }],
      picture: {
        title: "Loss",
        format: "number",
        rows: [
          { name: "a", title: "A", values: [1, 3], mean: 2, confidence: 0.5 },
          { name: "b", title: "B", values: [3], mean: 3, confidence: null },
        ],
      },
    }],
  });
  assertStringIncludes(markup, '<a href="depth/&quot;index&quot;.html">Depth</a>');
  assertStringIncludes(markup, '<a href="depth/profile/index.html">Profile</a>');
  assertStringIncludes(markup, 'aria-label="Loss of A, B"');
  // The scale is from 1 to 3 over 144 of 160 pixels: the interval of A from 1.5 to 2.5.
  assertStringIncludes(markup, '<line x1="44.0" x2="116.0" y1="7" y2="7" />');
  assertStringIncludes(markup, "Is a deeper net &lt;harder&gt;?");
  assertStringIncludes(markup, "Use<code>batch_norm</code>.");
});
