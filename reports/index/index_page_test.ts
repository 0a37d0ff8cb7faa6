import { assertEquals, assertStringIncludes } from "@std/assert";
import { renderPage } from "../page/render_page.ts";
import { indexPage } from "./index_page.ts";

const card = (title: string) => ({
  href: `${title}/index.html`,
  title,
  question: `What of ${title}?`,
  headline: `${title} it is.`,
});

Deno.test("The index says how many reports there are", () => {
  assertEquals(indexPage([]).headline.startsWith("0 reports"), true);
  assertEquals(indexPage([card("a")]).headline.startsWith("One report"), true);
  assertEquals(indexPage([card("a"), card("b")]).headline.startsWith("2 reports"), true);
});

Deno.test("The index leads to each report, in order, with what it found", async () => {
  const page = await renderPage(indexPage([card("depth"), card("convnet")]));
  const places = ["depth/index.html", "depth it is.", "convnet/index.html", "convnet it is."]
    .map((text) => page.indexOf(text));
  assertEquals(places.every((place) => place > 0), true);
  assertEquals(places, places.toSorted((a, b) => a - b));
  assertStringIncludes(page, "What of convnet?");
});
