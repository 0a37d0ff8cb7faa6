import axe from "axe-core/axe.min.js" with { type: "text" };
import { assertEquals } from "@std/assert";
import { compareReport, renderPage } from "@descent/reports";
import { askPage, findChromium, pageOfEveryKind, syntheticRuns } from "@descent/reports/testing";

const mayWrite = Deno.permissions.querySync({ name: "write" }).state === "granted";
const browser = mayWrite ? await findChromium() : null;

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
