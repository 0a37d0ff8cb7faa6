import { assertEquals } from "@std/assert";
import { sampleConvNet } from "./_sample_conv_net.ts";
import { searchSection } from "./search_section.ts";

Deno.test("searchSection has a table for each optimizer, the best setting first and diverged ones last", async () => {
  let count = 0;
  const { runs } = await sampleConvNet(() => ++count % 3 === 1 ? "diverged" : count / 100);
  const section = searchSection(runs.search);
  assertEquals(section.kind === "tabs" && section.sections.map(({ title }) => title), [
    "SGD",
    "Momentum",
    "RMSProp",
    "Adam",
  ]);
  const [table] = section.kind === "tabs" ? section.sections : [];
  assertEquals(table.kind === "table" && table.rows.map(([score]) => score), [0.03, 0.02, null]);
  const status = table.kind === "table" ? table.rows[2].at(-1) : null;
  assertEquals((status as { value: string }).value, "diverged");
});
