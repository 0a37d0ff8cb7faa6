import type { Cell, Section } from "@descent/reports";
import { ratio } from "../measure.ts";
import { peakWorkload } from "../workloads/peak_workload.ts";
import type {
  BenchResult,
  Entry,
  GroupResult,
  ImplementationResult,
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
export function groupSections({ groups, implementations }: BenchResult): Section[] {
  const peak = groups.flatMap(({ workloads }) => workloads)
    .find(({ name }) => name === peakWorkload.name)?.entries
    .find(({ implementation }) => implementation === "wasm-1")?.median;
  const own = implementations.filter(({ family }) => family !== "peer");
  return groups.flatMap((group) => {
    const { title, workloads } = group;
    const hasPeers = workloads.some(({ entries }) =>
      entries.some(({ implementation }) => !own.some(({ name }) => name === implementation))
    );
    return [
      ownSection(group, own, peak),
      ...(hasPeers
        ? [{
          kind: "tabs" as const,
          title: `${title}: against other libraries`,
          text: comparisonText,
          sections: workloads.map((workload) => workloadTable(workload, implementations)),
        }, {
          kind: "bars" as const,
          colours: "order" as const,
          title: `${title}: charts`,
          charts: workloads.map((workload) => workloadChart(workload, implementations)),
        }]
        : []),
    ];
  });
}

const comparisonText = [
  "A ratio is that of two implementations within a round, the middle of all rounds: how many times as fast as " +
  "the row's implementation the setup of Descent in the column's heading is.",
  "Everyone was checked before being timed: a product must be exact, a training must lower its loss. " +
  "Everyone trains on the same ready-made batches, and reads the loss of every step.",
];

function ownSection(
  { title, workloads }: GroupResult,
  implementations: readonly ImplementationResult[],
  peak: number | undefined,
): Section {
  const columns = implementations.filter(({ name }) =>
    workloads.some(({ entries }) => entries.some(({ implementation }) => implementation === name))
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
        const entry = entries.find(({ implementation }) => implementation === column.name);
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
  implementations: readonly ImplementationResult[],
): Section {
  const rows = entriesOf(workload, implementations);
  const setups = rows.filter(({ implementation }) => implementation.family === "descent");
  const missing = workload.absent.map(({ who, reason }) => `${who} cannot: ${reason}.`);
  return {
    kind: "table",
    title: workload.name,
    ...(missing.length > 0 && { note: missing.join(" ") }),
    columns: [
      { title: "Implementation" },
      { title: workload.unit },
      ...setups.map(({ implementation }) => ({ title: `${implementation.name} ÷ it` })),
    ],
    rows: rows.map(({ implementation, entry }): Cell[] => [
      implementation.title,
      { value: entry.median, text: shortNumber(entry.median) },
      ...setups.map((setup): Cell => {
        const value = ratio(setup.entry, entry);
        return setup.implementation === implementation ? null : { value, text: value.toFixed(2) };
      }),
    ]),
  };
}

function workloadChart(workload: WorkloadResult, implementations: readonly ImplementationResult[]) {
  return {
    title: `${workload.name} (${workload.unit})`,
    format: "number" as const,
    rows: entriesOf(workload, implementations).map((
      { implementation: { family, title }, entry },
    ) => ({
      name: family,
      title,
      values: entry.rates.filter((rate) => rate !== null),
    })),
  };
}

function entriesOf(
  { entries }: WorkloadResult,
  implementations: readonly ImplementationResult[],
): { implementation: ImplementationResult; entry: Entry }[] {
  return implementations.flatMap((implementation) => {
    const entry = entries.find((one) => one.implementation === implementation.name);
    return entry === undefined ? [] : [{ implementation, entry }];
  });
}
