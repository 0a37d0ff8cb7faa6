import { parse } from "@std/csv";
import { type MetricKey, metricOf, type MetricTable } from "./metric.ts";
import { FIXED_COLUMNS, isMetricColumn } from "./metric_columns.ts";
import type { MetricsField, MetricsRow } from "./metrics_row.ts";

const ALWAYS_MEASURED: readonly MetricsField[] = [
  "step",
  "epoch",
  "seconds",
  "gradientEvaluations",
];

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
  for (const [column] of FIXED_COLUMNS) {
    if (!header.includes(column)) {
      throw new SyntaxError(
        `Metrics ${source}: column '${column}' is missing; run the trial again`,
      );
    }
  }
  if (metrics !== undefined) checkMetrics(header, source, metrics);
  const columns = header.map((name): Column => ({
    name,
    field: FIXED_COLUMNS.find(([column]) => column === name)?.[1],
    isMetric: isMetricColumn(name),
  }));
  const place = { source, line: 1 };
  return lines.map((cells) => {
    place.line++;
    return rowFrom(columns, cells, place);
  });
}

/** A column of the file: a field of each row, or else a metric or something extra. */
interface Column {
  readonly name: string;
  readonly field: MetricsField | undefined;
  readonly isMetric: boolean;
}

/** Where a row stands, for messages. */
interface Place {
  readonly source: string;
  readonly line: number;
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

function rowFrom(
  columns: readonly Column[],
  cells: readonly string[],
  place: Place,
): MetricsRow {
  const scores: Record<MetricKey, number | null> = {};
  const row: Record<string, unknown> = {};
  let extra: Record<string, number | null> | undefined;
  for (let i = 0; i < columns.length; i++) {
    const { name, field, isMetric } = columns[i], text = cells[i];
    const value = text === "" ? null : Number(text);
    if (Number.isNaN(value) && text !== "NaN") throw refusal(place, name, `'${text}'`);
    if (field !== undefined) {
      if (value === null && ALWAYS_MEASURED.includes(field)) throw refusal(place, name, "empty");
      row[field] = value;
    } else if (isMetric) scores[name as MetricKey] = value;
    else {
      extra ??= {};
      extra[name] = value;
    }
  }
  row.scores = scores;
  if (extra !== undefined) row.extra = extra;
  return row as unknown as MetricsRow;
}

function refusal({ source, line }: Place, column: string, came: string): SyntaxError {
  return new SyntaxError(
    `Metrics ${source}: line ${line}, column '${column}': ${came}; wanted a number`,
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
