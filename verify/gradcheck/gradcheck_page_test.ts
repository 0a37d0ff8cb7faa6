import { assertEquals } from "@std/assert";
import { sampleChecks } from "./_sample_checks.ts";
import { gradcheckPage } from "./gradcheck_page.ts";

Deno.test("gradcheckPage counts what failed, marks it, and shows the course's figures in a table of their own", () => {
  const { headline, sections } = gradcheckPage(sampleChecks);
  assertEquals(headline, "1 of 6 checks disagree with central differences.");
  const tables = sections.filter((section) => section.kind === "table");
  assertEquals(tables.map(({ rows }) => rows.length), [4, 1]);
  const tones = tables[0].rows.map(([, , error]) => (error as { tone: string }).tone);
  assertEquals(tones, ["good", "good", "bad", "good"]);
  assertEquals(tables[1].rows[0].at(-1), { value: 3.2756e-12, text: "3.276e-12" });
});

Deno.test("gradcheckPage without the course's checks has one table", () => {
  const { headline, sections } = gradcheckPage(sampleChecks.slice(0, 2));
  assertEquals(headline, "All 2 checks of 1 gradients agree with central differences.");
  assertEquals(sections.length, 1);
});
