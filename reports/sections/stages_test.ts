import { assertEquals } from "@std/assert";
import { renderAlone } from "./_render_alone.ts";
import type { StagesSection } from "./section.ts";

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
