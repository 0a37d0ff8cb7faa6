import { assertEquals } from "@std/assert";
import { renderPage } from "../page/render_page.ts";
import { askPage } from "./ask_page.ts";
import { findChromium } from "./find_chromium.ts";
import { mayWriteFiles } from "./temporary_folder.ts";

const browser = mayWriteFiles("a page that is asked") ? await findChromium() : null;

Deno.test({
  name: "askPage brings back what a script saw in a page",
  ignore: browser === null,
  fn: async () => {
    const page = { kicker: "k", title: "A & B", headline: "Nothing.", sections: [] };
    const { answer, messages } = await askPage(
      browser!,
      await renderPage(page),
      "answer = [document.title, library];",
      ["const library = 3;"],
    );
    assertEquals([answer, messages], [["A & B · Descent", 3], []]);
  },
});
