import axe from "axe-core/axe.min.js" with { type: "text" };
import { assertEquals } from "@std/assert";
import { compareReport } from "../compare/compare_report.ts";
import { askPage } from "../testing/ask_page.ts";
import { findChromium } from "../testing/find_chromium.ts";
import { pageOfEveryKind } from "../testing/page_of_every_kind.ts";
import { syntheticRuns } from "../testing/synthetic_runs.ts";
import { mayWriteFiles } from "../testing/temporary_folder.ts";
import { renderPage } from "./render_page.ts";

const browser = mayWriteFiles("accessibility of pages") ? await findChromium() : null;

const CHECK = `
const { violations, passes } = await axe.run(document, { resultTypes: ["violations"] });
const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
answer = [passes.length > 10, serious.map(({ id, nodes }) => [id, nodes.length, nodes[0].html.slice(0, 300)])];
`;

for (
  const [name, page] of [
    ["of every kind", pageOfEveryKind("plain")],
    ["of compare", compareReport(syntheticRuns())],
  ] as const
) {
  Deno.test({
    name: `axe-core finds nothing serious on a page ${name}`,
    ignore: browser === null,
    fn: async () => {
      const { answer } = await askPage(browser!, await renderPage(page), CHECK, [axe]);
      assertEquals(answer, [true, []]);
    },
  });
}
