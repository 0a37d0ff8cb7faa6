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
    {
      term: "Budget of a trial",
      value: distinct(records.filter(({ phase }) => phase !== "rung"), budgetText),
    },
    { term: "Search and final", value: searchText(records) },
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
  const length = dataset === null
    ? `${formatNumber(budget.steps, "count")} steps`
    : `${formatNumber(budget.epochs, "number")} epochs, batch size ${budget.batchSize}`;
  return `${length}, schedule ${budget.schedule}`;
}

/** Trials of each optimizer. */
function searchText(records: readonly RunRecord[]): string {
  const search = countText(counts(records, "search"));
  const text = search === "" ? "no trials" : `${search} trials`;
  const short = countText(counts(records, "rung"));
  const after = short === "" ? "" : `, after ${short} shorter ones`;
  return `${text} to tune each${after}, ${counts(records, "final").at(-1) ?? 0} seeds to judge`;
}

/** As many for all, or from the fewest to the most. */
function countText(counts: readonly number[]): string {
  return counts.length > 1 ? `${counts[0]} to ${counts.at(-1)}` : counts.join("");
}

/** The different numbers of trials in a phase, rising. */
function counts(records: readonly RunRecord[], phase: string): number[] {
  const own = records.filter((record) => record.phase === phase);
  const groups = Map.groupBy(own, ({ problem, optimizer }) => `${problem.name}/${optimizer.name}`);
  const lengths = [...groups.values()].map((group) => group.length);
  return [...new Set(lengths)].sort((a, b) => a - b);
}
