import { assertEquals } from "@std/assert";
import { askPage } from "../testing/ask_page.ts";
import { findChromium } from "../testing/find_chromium.ts";
import { mayWriteFiles } from "../testing/temporary_folder.ts";
import { renderPage } from "../page/render_page.ts";
import { renderAlone } from "./_render_alone.ts";
import type { StagesSection } from "./section.ts";

const browser = mayWriteFiles("stages in a browser") ? await findChromium() : null;

const section: StagesSection = {
  kind: "stages",
  title: "By budget",
  label: "Settings",
  stages: ["1", "4", "<12>"].map((title) => ({
    title,
    sections: [{ kind: "text", title: `Of ${title}`, text: "Text." }],
  })),
};

Deno.test("stages show the last one without a script", async () => {
  const { markup } = await renderAlone(section);
  const stages = [...markup.matchAll(/<div class="stage" data-title="([^"]*)"( hidden)?>/g)];
  assertEquals(stages.map(([, title, hidden]) => [title, hidden !== undefined]), [
    ["1", true],
    ["4", true],
    ["&lt;12&gt;", false],
  ]);
});

Deno.test({
  name: "a slider of stages says its stage in words and shows it alone",
  ignore: browser === null,
  fn: async () => {
    const page = { kicker: "test", title: "Stages", headline: "Three.", sections: [section] };
    const { answer, messages } = await askPage(
      browser!,
      await renderPage(page),
      `
const input = document.querySelector("input[type=range]");
const seen = () => [...document.querySelectorAll(".stage")].map(({ hidden }) => !hidden);
const first = [input.labels[0].textContent, input.getAttribute("aria-valuetext"), seen()];
input.value = 0;
input.dispatchEvent(new Event("input"));
answer = [first, [document.querySelector("output").textContent, seen()]];
`,
    );
    assertEquals(messages, []);
    assertEquals(answer, [
      ["Settings", "<12>", [false, false, true]],
      ["1", [true, false, false]],
    ]);
  },
});
