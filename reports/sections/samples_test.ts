import { assert, assertStringIncludes } from "@std/assert";
import { renderAlone } from "./_render_alone.ts";

Deno.test("samples are shown as they are, escaped, each with where it comes from", async () => {
  const { markup } = await renderAlone({
    kind: "samples",
    title: "Samples",
    samples: [
      { series: "adam", title: "Adam, seed 3", text: "<script>alert(`1`)</script> & so on" },
      { series: "sgd", title: "SGD, seed 1", text: "Once" },
    ],
  });
  assertStringIncludes(
    markup,
    "<blockquote>&lt;script&gt;alert(`1`)&lt;/script&gt; &amp; so on</blockquote>",
  );
  assertStringIncludes(markup, "Adam, seed 3</figcaption>");
  assertStringIncludes(markup, "<blockquote>Once</blockquote>");
  assert(!markup.includes("<script>"));
});
