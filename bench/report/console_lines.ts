import { ratio } from "../measure.ts";
import type { CurveResult, ImplementationResult, Limit, WorkloadResult } from "./bench_result.ts";
import { limitShare, operationRate, shareText } from "./limit_share.ts";
import { shortNumber } from "./short_number.ts";

/** The parts of an implementation that a table needs. */
export type TitledImplementation = Pick<
  ImplementationResult,
  "name" | "title" | "family" | "threads" | "instructions"
>;

/**
 * A workload as a table for the terminal: everyone's rate, of training steps in GFLOP/s too with their share of
 * the limit, and how many times as fast each setup of Descent is.
 *
 * @param workload What was measured.
 * @param implementations Who took part.
 * @param limits The limits that shares refer to.
 * @returns The lines.
 */
export function workloadLines(
  workload: WorkloadResult,
  implementations: readonly TitledImplementation[],
  limits: readonly Limit[],
): string[] {
  const { name, unit, entries, absent, operations } = workload;
  const entryOf = (name: string) => entries.find(({ implementation }) => implementation === name);
  const setups = implementations.filter(({ name, family }) =>
    family === "descent" && entryOf(name)
  );
  const rows = implementations.flatMap((implementation) => {
    const entry = entryOf(implementation.name);
    if (entry === undefined) return [];
    const ratios = setups.map((setup) => ratio(entryOf(setup.name)!, entry).toFixed(2));
    const rate = operationRate(workload, entry.median);
    const share = shareText(limitShare(rate, implementation, limits));
    const counted = operations === undefined ? [] : [shortNumber(rate!), share];
    return [[implementation.title, shortNumber(entry.median), ...counted, ...ratios]];
  });
  const counted = operations === undefined ? [] : ["GFLOP/s", "of its limit"];
  const head = [name, unit, ...counted, ...setups.map((setup) => `${setup.name} ÷`)];
  return [
    "",
    ...align([head, ...rows]),
    ...absent.map(({ who, reason }) => `${who} cannot: ${reason}`),
  ];
}

/**
 * A curve as a table for the terminal, in milliseconds.
 *
 * @param curve What was measured.
 * @returns The lines.
 */
export function curveLines({ title, x, series }: CurveResult): string[] {
  const xs = [...new Set(series.flatMap(({ points }) => points.map((point) => point.x)))];
  const rows = series.map(({ title, points }) => [
    title,
    ...xs.map((x) => {
      const point = points.find((one) => one.x === x);
      return point === undefined ? "" : shortNumber(1000 * point.seconds);
    }),
  ]);
  return ["", ...align([[`${title}: ms by ${x.toLowerCase()}`, ...xs.map(String)], ...rows])];
}

function align(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length))
  );
  return rows.map((row) =>
    row.map((cell, column) => column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))
      .join("  ")
  );
}
