import { assertEquals } from "@std/assert";
import type { Page } from "./page.ts";
import { readSummary } from "./page_summary.ts";
import { renderPage } from "./render_page.ts";

const page: Page = { kicker: "depth", title: "Depth", headline: "It is.", sections: [] };

Deno.test("readSummary gives back the page's texts, whatever is in them", async () => {
  const hostile = `</script><script id="summary">{}</script> & "quotes" \u2028 `;
  const texts = { title: hostile, question: hostile, headline: hostile };
  assertEquals(readSummary(await renderPage({ ...page, ...texts })), texts);
});

Deno.test("readSummary of a page without a question has an empty one, of another document none", async () => {
  assertEquals(readSummary(await renderPage(page))?.question, "");
  assertEquals(readSummary("<!doctype html><title>Another</title>"), undefined);
});
