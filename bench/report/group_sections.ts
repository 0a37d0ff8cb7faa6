import type { Cell, Section } from "@descent/reports";
import { ratio } from "../measure.ts";
import { peakWorkload } from "../workloads/peak_workload.ts";
import type {
  BenchResult,
  ContestantResult,
  Entry,
  GroupResult,
  WorkloadResult,
} from "./bench_result.ts";
import { shortNumber } from "./short_number.ts";

/**
 * The workloads of a benchmark: for each group a table of Descent's rates and, where others took part, a table
 * and a chart for each workload.
 *
 * @param result The benchmark.
 * @returns The sections.
 */
export function groupSections({ groups, contestants }: BenchResult): Section[] {
  const peak = groups.flatMap(({ workloads }) => workloads)
    .find(({ name }) => name === peakWorkload.name)?.entries
    .find(({ contestant }) => contestant === "wasm-1")?.median;
  const own = contestants.filter(({ family }) => family !== "peer");
  return groups.flatMap((group) => {
    const { title, workloads } = group;
    const hasPeers = workloads.some(({ entries }) =>
      entries.some(({ contestant }) => !own.some(({ name }) => name === contestant))
    );
    return [
      ownSection(group, own, peak),
      ...(hasPeers
        ? [{
          kind: "tabs" as const,
          title: `${title}: against other libraries`,
          text: comparisonText,
          sections: workloads.map((workload) => workloadTable(workload, contestants)),
        }, {
          kind: "bars" as const,
          colours: "order" as const,
          title: `${title}: charts`,
          charts: workloads.map((workload) => workloadChart(workload, contestants)),
        }]
        : []),
    ];
  });
}

const comparisonText = [
  "A ratio is that of two contestants within a round, the middle of all rounds: how many times as fast as " +
  "the row's contestant the setup of Descent in the column's heading is.",
  "Everyone was checked before being timed: a product must be exact, a training must lower its loss. " +
  "Everyone trains on the same ready-made batches, and reads the loss of every step.",
];

function ownSection(
  { title, workloads }: GroupResult,
  contestants: readonly ContestantResult[],
  peak: number | undefined,
): Section {
  const columns = contestants.filter(({ name }) =>
    workloads.some(({ entries }) => entries.some(({ contestant }) => contestant === name))
  );
  const hasShares = peak !== undefined && workloads.some(({ unit }) => unit === "GFLOP/s");
  return {
    kind: "table",
    title,
    ...(hasShares && {
      note:
        "The share is that of the machine's peak: what the multiply-add units of WebAssembly allow, " +
        `${shortNumber(peak)} GFLOP/s for each thread in this run.`,
    }),
    columns: [
      { title: "Workload" },
      { title: "Unit" },
      ...columns.map(({ title }) => ({ title })),
    ],
    rows: workloads.map(({ name, unit, entries }): Cell[] => [
      name,
      unit,
      ...columns.map((column): Cell => {
        const entry = entries.find(({ contestant }) => contestant === column.name);
        if (entry === undefined) return null;
        const { median } = entry;
        const isShare = hasShares && unit === "GFLOP/s" && name !== peakWorkload.name &&
          column.name.startsWith("wasm");
        const share = isShare
          ? `${Math.round(100 * median / (peak * column.threads))} %`
          : undefined;
        return {
          value: median,
          text: shortNumber(median),
          ...(share !== undefined && { note: share }),
        };
      }),
    ]),
  };
}

function workloadTable(
  workload: WorkloadResult,
  contestants: readonly ContestantResult[],
): Section {
  const rows = entriesOf(workload, contestants);
  const setups = rows.filter(({ contestant }) => contestant.family === "descent");
  const missing = workload.absent.map(({ who, reason }) => `${who} cannot: ${reason}.`);
  return {
    kind: "table",
    title: workload.name,
    ...(missing.length > 0 && { note: missing.join(" ") }),
    columns: [
      { title: "Contestant" },
      { title: workload.unit },
      ...setups.map(({ contestant }) => ({ title: `${contestant.name} ÷ it` })),
    ],
    rows: rows.map(({ contestant, entry }): Cell[] => [
      contestant.title,
      { value: entry.median, text: shortNumber(entry.median) },
      ...setups.map((setup): Cell => {
        const value = ratio(setup.entry, entry);
        return setup.contestant === contestant ? null : { value, text: value.toFixed(2) };
      }),
    ]),
  };
}

function workloadChart(workload: WorkloadResult, contestants: readonly ContestantResult[]) {
  return {
    title: `${workload.name} (${workload.unit})`,
    format: "number" as const,
    rows: entriesOf(workload, contestants).map(({ contestant: { family, title }, entry }) => ({
      name: family,
      title,
      values: entry.rates.filter((rate) => rate !== null),
    })),
  };
}

function entriesOf(
  { entries }: WorkloadResult,
  contestants: readonly ContestantResult[],
): { contestant: ContestantResult; entry: Entry }[] {
  return contestants.flatMap((contestant) => {
    const entry = entries.find((one) => one.contestant === contestant.name);
    return entry === undefined ? [] : [{ contestant, entry }];
  });
}
