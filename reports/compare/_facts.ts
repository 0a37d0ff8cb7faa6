import type { RunRecord } from "../record/run_record.ts";
import type { PageFact } from "../sections/facts.ts";
import { endedTrials } from "../select/ended_trials.ts";
import { counted } from "../text/counted.ts";
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
    { term: "Search and final", value: searchText(records) },
  ];
  return facts.filter(({ value }) => value !== "");
}

/** How many trials there are, and how many of them did not end well. */
export function trialsFact(records: readonly RunRecord[]): PageFact {
  return { term: "Trials", value: endedTrials(records) };
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
    ? counted(budget.steps, "step")
    : `${counted(budget.epochs, "epoch")}, batch size ${budget.batchSize}`;
  return `${length}, schedule ${budget.schedule}`;
}

/** Trials of each optimizer: as many for all, or from the fewest to the most. */
function searchText(records: readonly RunRecord[]): string {
  const search = counts(records, "search");
  const text = search.length === 0
    ? "no trials"
    : search.length === 1
    ? counted(search[0], "trial")
    : `${search[0]} to ${counted(search.at(-1)!, "trial")}`;
  return `${text} to tune each, ${counted(counts(records, "final").at(-1) ?? 0, "seed")} to judge`;
}

/** The different numbers of trials in a phase, rising. */
function counts(records: readonly RunRecord[], phase: string): number[] {
  const own = records.filter((record) => record.phase === phase);
  const groups = Map.groupBy(own, ({ problem, optimizer }) => `${problem.name}/${optimizer.name}`);
  const lengths = [...groups.values()].map((group) => group.length);
  return [...new Set(lengths)].sort((a, b) => a - b);
}
