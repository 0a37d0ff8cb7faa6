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

/** Trials of each optimizer. */
function searchText(records: readonly RunRecord[]): string {
  const search = countText(counts(records, "search"), "trial");
  const text = search === "" ? "no trials" : search;
  const short = countText(counts(records, "rung"), "shorter one");
  const after = short === "" ? "" : `, after ${short}`;
  const seeds = counted(counts(records, "final").at(-1) ?? 0, "seed");
  return `${text} to tune each${after}, ${seeds} to judge`;
}

/** As many for all, or from the fewest to the most, and the noun. */
function countText(counts: readonly number[], noun: string): string {
  if (counts.length === 0) return "";
  const last = counted(counts.at(-1)!, noun);
  return counts.length > 1 ? `${counts[0]} to ${last}` : last;
}

/** The different numbers of trials in a phase, rising. */
function counts(records: readonly RunRecord[], phase: string): number[] {
  const own = records.filter((record) => record.phase === phase);
  const groups = Map.groupBy(own, ({ problem, optimizer }) => `${problem.name}/${optimizer.name}`);
  const lengths = [...groups.values()].map((group) => group.length);
  return [...new Set(lengths)].sort((a, b) => a - b);
}
