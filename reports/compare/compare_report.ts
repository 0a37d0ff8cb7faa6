import { formatNumber } from "../page/format.ts";
import type { Page, PageFact } from "../page/page.ts";
import type { Run } from "../run_folder.ts";
import type { RunRecord } from "../run_record.ts";
import { compareOptimizers } from "./compare_optimizers.ts";

/**
 * The report of a comparison of optimizers: what {@linkcode compareOptimizers} finds on each problem,
 * then what ran where.
 *
 * @param runs Trials of one experiment, from {@linkcode readRuns}.
 * @returns The page, as data.
 *
 * @example The headline says what the trials support
 * ```ts
 * import { compareReport } from "@descent/reports";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const { title, headline } = compareReport([sampleRun()]);
 * assertEquals(title, "Adam on digits-two-layer");
 * assertEquals(headline, "Adam reached 97.50\u202f% validation accuracy (1 seed).");
 * ```
 */
export function compareReport(runs: readonly Run[]): Page {
  const records = runs.map(({ record }) => record);
  const groups = Map.groupBy(runs, ({ record }) => record.problem);
  const several = groups.size > 1;
  const problems = [...groups].map(([name, own]) => ({ name, ...compareOptimizers(own) }));
  const prefix = (name: string, text: string): string => several ? `${name}: ${text}` : text;
  return {
    kicker: distinct(records, ({ experiment }) => experiment),
    title: `${distinct(records, ({ optimizer }) => optimizer.title)} on ${
      [...groups.keys()].join(", ")
    }`,
    headline: problems.map(({ name, headline }) => prefix(name, headline)).join(" "),
    facts: records.length === 0 ? [] : facts(records),
    sections: [
      ...problems.flatMap(({ name, sections }) =>
        sections.map((section) => ({ ...section, title: prefix(name, section.title) }))
      ),
      { kind: "environment", title: "What ran where", records },
    ],
  };
}

function facts(records: readonly RunRecord[]): PageFact[] {
  const most = (phase: string): number => {
    const own = records.filter((record) => record.phase === phase);
    const counts = Map.groupBy(own, ({ problem, optimizer }) => `${problem}/${optimizer.name}`);
    return Math.max(0, ...[...counts.values()].map((group) => group.length));
  };
  const ended = (end: RunRecord["status"]): number =>
    records.filter(({ status }) => status === end).length;
  const failed = ended("failed");
  return [
    {
      term: "Data",
      value: distinct(
        records,
        ({ dataset }) => `${dataset.name}, ${formatNumber(dataset.train, "count")} to train on`,
      ),
    },
    { term: "Network", value: distinct(records, ({ network }) => network) },
    {
      term: "Budget of a trial",
      value: distinct(
        records,
        ({ budget }) =>
          `${formatNumber(budget.epochs, "number")} epochs, batch ${budget.batchSize}`,
      ),
    },
    {
      term: "Search and final",
      value: `${most("search")} trials to tune each, ${most("final")} seeds to judge`,
    },
    {
      term: "Trials",
      value: `${records.length}, of which ${ended("diverged")} diverged` +
        (failed === 0 ? "" : ` and ${failed} failed`),
    },
  ];
}

function distinct(records: readonly RunRecord[], of: (record: RunRecord) => string): string {
  return [...new Set(records.map(of))].join(", ");
}
