import type { Cell, Section } from "@descent/reports";
import { ratio } from "../measure.ts";
import { peakWorkload } from "../workloads/peak_workload.ts";
import type {
  BenchResult,
  Entry,
  GroupResult,
  ImplementationResult,
  Limit,
  WorkloadResult,
} from "./bench_result.ts";
import {
  countSentence,
  limitSentences,
  limitShare,
  operationRate,
  shareText,
} from "./limit_share.ts";
import { shortNumber } from "./short_number.ts";

/**
 * The workloads of a benchmark: for each group a table of Descent's rates and, where others took part, a table
 * and a chart for each workload.
 *
 * @param result The benchmark.
 * @returns The sections.
 */
export function groupSections({ groups, implementations, limits }: BenchResult): Section[] {
  const own = implementations.filter(({ family }) => family !== "peer");
  return groups.flatMap((group) => {
    const { title, workloads } = group;
    const hasPeers = workloads.some(({ entries }) =>
      entries.some(({ implementation }) => !own.some(({ name }) => name === implementation))
    );
    return [
      ownSection(group, own, limits),
      ...(hasPeers
        ? [{
          kind: "tabs" as const,
          title: `${title}: against other libraries`,
          text: comparisonText,
          sections: workloads.map((workload) => workloadTable(workload, implementations, limits)),
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
  limits: readonly Limit[],
): Section {
  const columns = implementations.filter(({ name }) =>
    workloads.some(({ entries }) => entries.some(({ implementation }) => implementation === name))
  );
  const notes = howCounted(workloads, limits);
  return {
    kind: "table",
    title,
    ...(notes.length > 0 && { note: notes.join(" ") }),
    columns: [
      { title: "Workload" },
      { title: "Unit" },
      ...columns.map(({ title }) => ({ title })),
    ],
    rows: workloads.map((workload): Cell[] => [
      workload.name,
      workload.unit,
      ...columns.map((column): Cell => {
        const entry = workload.entries.find(({ implementation }) => implementation === column.name);
        if (entry === undefined) return null;
        const { median } = entry, rate = operationRate(workload, median);
        const share = isLimited(workload, column) ? limitShare(rate, column, limits) : undefined;
        const counted = workload.operations === undefined ? [] : [`${shortNumber(rate!)} GFLOP/s`];
        const note = [...counted, ...share === undefined ? [] : [shareText(share)]].join(", ");
        return { value: median, text: shortNumber(median), ...(note !== "" && { note }) };
      }),
    ]),
  };
}

/** Whether a rate has a limit of another kind: native code's is itself that of a product. */
function isLimited(
  { name, unit, operations }: WorkloadResult,
  { instructions }: Pick<ImplementationResult, "instructions">,
): boolean {
  const isProduct = unit === "GFLOP/s" && name !== peakWorkload.name;
  return operations !== undefined || (isProduct && instructions === "wasm");
}

/** The meaning of GFLOP/s and shares, where a group has them. */
function howCounted(workloads: readonly WorkloadResult[], limits: readonly Limit[]): string[] {
  return [
    ...workloads.some(({ operations }) => operations !== undefined) ? [countSentence] : [],
    ...limitSentences(
      limits.filter((limit) => workloads.some((workload) => isLimited(workload, limit))),
    ),
  ];
}

function workloadTable(
  workload: WorkloadResult,
  implementations: readonly ImplementationResult[],
  limits: readonly Limit[],
): Section {
  const rows = entriesOf(workload, implementations);
  const setups = rows.filter(({ implementation }) => implementation.family === "descent");
  const isCounted = workload.operations !== undefined;
  const missing = workload.absent.map(({ who, reason }) => `${who} cannot: ${reason}.`);
  return {
    kind: "table",
    title: workload.name,
    ...(missing.length > 0 && { note: missing.join(" ") }),
    columns: [
      { title: "Implementation" },
      { title: workload.unit },
      ...(isCounted ? [{ title: "GFLOP/s" }, { title: "Of its limit" }] : []),
      ...setups.map(({ implementation }) => ({ title: `${implementation.name} ÷ it` })),
    ],
    rows: rows.map(({ implementation, entry }): Cell[] => [
      implementation.title,
      { value: entry.median, text: shortNumber(entry.median) },
      ...(isCounted
        ? countedCells(operationRate(workload, entry.median)!, implementation, limits)
        : []),
      ...setups.map((setup): Cell => {
        const value = ratio(setup.entry, entry);
        return setup.implementation === implementation ? null : { value, text: value.toFixed(2) };
      }),
    ]),
  };
}

function countedCells(
  rate: number,
  implementation: ImplementationResult,
  limits: readonly Limit[],
): Cell[] {
  const share = limitShare(rate, implementation, limits);
  return [
    { value: rate, text: shortNumber(rate) },
    share === undefined ? null : { value: share, text: shareText(share) },
  ];
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
