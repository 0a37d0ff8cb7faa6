import { ratio } from "../measure.ts";
import type { CurveResult, ImplementationResult, WorkloadResult } from "./bench_result.ts";
import { shortNumber } from "./short_number.ts";

/** The parts of an implementation that a table needs. */
export type TitledImplementation = Pick<ImplementationResult, "name" | "title" | "family">;

/**
 * A workload as a table for the terminal: everyone's rate, and how many times as fast each setup of Descent is.
 *
 * @param workload What was measured.
 * @param implementations Who took part.
 * @returns The lines.
 */
export function workloadLines(
  { name, unit, entries, absent }: WorkloadResult,
  implementations: readonly TitledImplementation[],
): string[] {
  const entryOf = (name: string) => entries.find(({ implementation }) => implementation === name);
  const setups = implementations.filter(({ name, family }) =>
    family === "descent" && entryOf(name)
  );
  const rows = implementations.flatMap(({ name, title }) => {
    const entry = entryOf(name);
    if (entry === undefined) return [];
    const ratios = setups.map((setup) => ratio(entryOf(setup.name)!, entry).toFixed(2));
    return [[title, shortNumber(entry.median), ...ratios]];
  });
  const head = [`${name}`, unit, ...setups.map((setup) => `${setup.name} ÷`)];
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
