import { assert, assertEquals } from "@std/assert";
import { compareReport } from "../compare/compare_report.ts";
import type { TableSection } from "../sections/table.ts";
import { sampleRun } from "../testing/sample_run.ts";
import { withTrialsPage } from "./trials_page.ts";

Deno.test("withTrialsPage links each trial's row, those inside of groups too", () => {
  const runs = [sampleRun()];
  const report = compareReport(runs);
  const group = { kind: "group" as const, title: "g", sections: report.sections };
  const { page, pages } = withTrialsPage({ ...report, sections: [group] }, runs);
  const [inner, links] = page.sections;
  assert(inner.kind === "group" && links.kind === "links");
  const table = inner.sections.find(({ title }) => title === "All trials") as TableSection;
  const { trialId } = runs[0].record;
  assertEquals((table.rows[0][0] as { href: string }).href, `trials.html#${trialId}`);
  assertEquals(links.links[0].href, "trials.html");
  assertEquals(pages.trials.parent!.href, "index.html");
});
