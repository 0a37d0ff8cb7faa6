import { assertStringIncludes } from "@std/assert";
import { renderAlone } from "./_render_alone.ts";

Deno.test("a section of trials has its data as text, and says so where no script runs", async () => {
  const { markup } = await renderAlone({ kind: "trial-pages", title: "Trial", packed: "H4sI+/=" });
  assertStringIncludes(markup, "data-packed>H4sI+/=</script>");
  assertStringIncludes(markup, "<noscript>");
});
