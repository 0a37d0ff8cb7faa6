import { assertEquals, assertStringIncludes } from "@std/assert";
import type { RunRecord } from "../record/run_record.ts";
import { sampleRun } from "../testing/sample_run.ts";
import type { TableSection } from "../sections/table.ts";
import { compareReport } from "./compare_report.ts";

const { budget, results, setting } = sampleRun().record;

function tried(learningRate: number, part: number, loss: number, phase = "rung") {
  const changes: Partial<RunRecord> = {
    phase,
    setting: { ...setting, id: `${learningRate} ${part}`, hyperparameters: { learningRate } },
    budget: { ...budget, epochs: budget.epochs * part },
    results: { ...results, final: { ...results.final, "validation/loss": loss } },
  };
  return { ...sampleRun(), record: { ...sampleRun().record, ...changes } };
}

Deno.test("settings that were stopped stand apart, and are in no search, budget or comparison", () => {
  const whole = [tried(0.1, 1, 0.2, "search"), tried(0.1, 1, 0.2, "final")];
  const short = [tried(0.01, 1 / 9, 0.9), tried(0.1, 1 / 9, 0.5), tried(0.1, 1 / 3, 0.4)];
  const page = compareReport([...short, ...whole]);
  const without = compareReport(whole);
  const section = page.sections.find(({ title }) =>
    title === "Settings stopped early"
  ) as TableSection;
  assertStringIncludes(String(section.text), "1 of 2 settings of the search were stopped");
  assertEquals(section.rows.map((row) => row.slice(1)), [
    ["learningRate=0.01", budget.epochs / 9, "stopped", 0.9],
  ]);
  assertEquals([page.headline, page.picture], [without.headline, without.picture]);
  const others = page.sections.filter((each) => each !== section && each.kind !== "environment");
  assertEquals(others, without.sections.filter(({ kind }) => kind !== "environment"));
  const factOf = (facts: typeof page.facts, term: string) =>
    facts!.find((fact) => fact.term === term)!.value;
  assertEquals(
    factOf(page.facts, "Budget of a trial"),
    factOf(without.facts, "Budget of a trial"),
  );
  assertEquals(
    factOf(page.facts, "Search and final"),
    "1 trial to tune each, after 3 shorter ones, 1 seed to judge",
  );
});
