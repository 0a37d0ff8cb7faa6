import { parse } from "@std/csv";
import { type MetricKey, metricOf, type MetricTable } from "./metric.ts";
import { FIXED_COLUMNS, isMetricColumn } from "./metric_columns.ts";
import type { MetricsRow } from "./metrics_row.ts";

/**
 * Reads the `metrics.csv` of a trial, as {@linkcode stringifyMetrics} wrote it.
 *
 * @category Records
 * @param csv The text of the file.
 * @param source The path that it was read from, for messages.
 * @param metrics The metrics of the trial's problem; default any name is taken for a metric.
 * @returns The rows; an empty cell is `null`.
 * @throws {SyntaxError} When a column is missing, names a metric that the problem lacks, a line has another
 * number of cells than the header, or a cell is no number.
 *
 * @example Rows are read back as they were written
 * ```ts
 * import { type MetricsRow, parseMetrics, stringifyMetrics } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const row: MetricsRow = {
 *   step: 100, epoch: 0.5, seconds: 0.1, gradientEvaluations: 100, learningRate: 1e-7,
 *   scores: { "train/loss": Infinity, "validation/loss": null },
 * };
 * assertEquals(parseMetrics(stringifyMetrics([row]), "metrics.csv"), [row]);
 * ```
 *
 * @example A damaged file is refused by name
 * ```ts
 * import { parseMetrics } from "@descent/reports";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => parseMetrics("step,epoch\r\n1,2\r\n", "metrics.csv"), SyntaxError, "'seconds'");
 * ```
 */
export function parseMetrics(csv: string, source: string, metrics?: MetricTable): MetricsRow[] {
  const [header = [], ...lines] = cellsOf(csv, source);
  const layout = layoutOf(header, source, metrics);
  return lines.map((cells, i) => rowOf({ layout, cells, source, number: i + 2 }));
}

/** Where the columns of a file stand. */
interface Layout {
  readonly header: readonly string[];
  readonly metrics: MetricTable | undefined;
  /** Of the fixed columns, in their order. */
  readonly fixed: readonly number[];
  readonly scores: readonly number[];
  readonly extra: readonly number[];
}

/** A line of a file. */
interface Line {
  readonly layout: Layout;
  readonly cells: readonly string[];
  readonly source: string;
  /** Its number, from 1. */
  readonly number: number;
}

/** Most files have the columns of the one before. */
let last: Layout | undefined;

function layoutOf(
  header: readonly string[],
  source: string,
  metrics: MetricTable | undefined,
): Layout {
  const isLast = last?.metrics === metrics && last?.header.length === header.length &&
    last.header.every((column, i) => column === header[i]);
  if (isLast) return last!;
  const fixed = FIXED_COLUMNS.map(([column]) => {
    const index = header.lastIndexOf(column);
    if (index >= 0) return index;
    throw new SyntaxError(`Metrics ${source}: column '${column}' is missing; run the trial again`);
  });
  if (metrics !== undefined) checkMetrics(header, source, metrics);
  const others = header.keys().filter((i) => !FIXED_COLUMNS.some(([name]) => name === header[i]));
  const { scores = [], extra = [] } = Object.groupBy(
    others,
    (i) => isMetricColumn(header[i]) ? "scores" : "extra",
  );
  return last = { header, metrics, fixed, scores, extra };
}

function checkMetrics(header: readonly string[], source: string, metrics: MetricTable): void {
  for (const column of header.filter(isMetricColumn)) {
    try {
      metricOf(metrics, column);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new SyntaxError(`Metrics ${source}: ${error.message}; run the trial again`);
    }
  }
}

function rowOf(line: Line): MetricsRow {
  const { fixed: [step, epoch, seconds, evaluations, learningRate], scores, extra } = line.layout;
  const row: MetricsRow = {
    step: measuredAt(line, step),
    epoch: measuredAt(line, epoch),
    seconds: measuredAt(line, seconds),
    gradientEvaluations: measuredAt(line, evaluations),
    learningRate: valueAt(line, learningRate),
    scores: valuesAt(line, scores),
  };
  return extra.length === 0 ? row : { ...row, extra: valuesAt(line, extra) };
}

function valuesAt(line: Line, columns: readonly number[]): Record<MetricKey, number | null> {
  const values: Record<MetricKey, number | null> = {};
  for (const i of columns) values[line.layout.header[i] as MetricKey] = valueAt(line, i);
  return values;
}

function measuredAt(line: Line, column: number): number {
  return valueAt(line, column) ?? refuse(line, column, "empty");
}

function valueAt(line: Line, column: number): number | null {
  const text = line.cells[column];
  if (text === "") return null;
  const value = Number(text);
  return Number.isNaN(value) && text !== "NaN" ? refuse(line, column, `'${text}'`) : value;
}

function refuse({ layout, source, number }: Line, column: number, came: string): never {
  throw new SyntaxError(
    `Metrics ${source}: line ${number}, column '${
      layout.header[column]
    }': ${came}; wanted a number`,
  );
}

function cellsOf(csv: string, source: string): string[][] {
  try {
    const lines = plainCells(csv) ?? parse(csv);
    const columns = lines[0]?.length ?? 0;
    const other = lines.findIndex((line) => line.length !== columns);
    if (other >= 0) {
      throw new SyntaxError(`line ${other + 1} has ${lines[other].length} cells, not ${columns}`);
    }
    return lines;
  } catch (error) {
    throw new SyntaxError(`Metrics ${source}: not a CSV file (${(error as Error).message})`);
  }
}

/** The cells of a file without quotes or empty lines, as most are: many times faster than a parser. */
function plainCells(csv: string): string[][] | undefined {
  if (csv.includes('"')) return undefined;
  const lines = csv.split("\r\n");
  if (lines.pop() !== "") return undefined;
  const isPlain = (line: string) => line !== "" && !line.includes("\n") && !line.includes("\r");
  return lines.every(isPlain) ? lines.map((line) => line.split(",")) : undefined;
}
