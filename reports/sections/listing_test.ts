import { assertStringIncludes } from "@std/assert";
import { renderAlone } from "./_render_alone.ts";

Deno.test("a listing is text to copy that the keyboard reaches", async () => {
  const { markup } = await renderAlone({ kind: "listing", title: "BibTeX", listing: "@misc{<a>}" });
  assertStringIncludes(markup, 'aria-label="BibTeX" tabindex="0">@misc{&lt;a&gt;}</pre>');
});
