import type { RunRecord } from "../record/run_record.ts";
import type { PageFact } from "../sections/facts.ts";
import { formatNumber } from "../text/format.ts";

/** Data, network, budget and the number of trials behind each optimizer; left out where a problem has none. */
export function problemFacts(records: readonly RunRecord[]): PageFact[] {
  const facts: PageFact[] = [
    {
      term: "Data",
      value: distinct(
        records,
        ({ dataset }) =>
          dataset === null
            ? ""
            : `${dataset.name}, ${formatNumber(dataset.train, "count")} to train on`,
      ),
    },
    { term: "Network", value: distinct(records, ({ network }) => network) },
    { term: "Budget of a trial", value: distinct(records, budgetText) },
    {
      term: "Search and final",
      value: `${most(records, "search")} trials to tune each, ` +
        `${most(records, "final")} seeds to judge`,
    },
  ];
  return facts.filter(({ value }) => value !== "");
}

/** How many trials there are, and how many of them did not end well. */
export function trialsFact(records: readonly RunRecord[]): PageFact {
  const ended = (end: RunRecord["status"]): number =>
    records.filter(({ status }) => status === end).length;
  const failed = ended("failed");
  return {
    term: "Trials",
    value: `${records.length}, of which ${ended("diverged")} diverged` +
      (failed === 0 ? "" : ` and ${failed} failed`),
  };
}

/** The different values in the trials' order, without the empty one of a trial that failed. */
export function distinct(
  records: readonly RunRecord[],
  of: (record: RunRecord) => string,
): string {
  return [...new Set(records.map(of))].filter((text) => text !== "").join(", ");
}

function budgetText({ dataset, budget }: RunRecord): string {
  return dataset === null
    ? `${formatNumber(budget.steps, "count")} steps`
    : `${formatNumber(budget.epochs, "number")} epochs, batch size ${budget.batchSize}`;
}

function most(records: readonly RunRecord[], phase: string): number {
  const own = records.filter((record) => record.phase === phase);
  const groups = Map.groupBy(own, ({ problem, optimizer }) => `${problem.name}/${optimizer.name}`);
  return Math.max(0, ...[...groups.values()].map((group) => group.length));
}
