import { parse, stringify } from "@std/csv";

/**
 * One evaluation during a trial. Accuracies lie in [0, 1]; `null` is "not measured". A loss may be
 * infinite or `NaN` in the last row of a trial that diverged.
 */
export interface MetricsRow {
  /** Optimizer steps done. */
  readonly step: number;
  /** Epochs done; may be a fraction. */
  readonly epoch: number;
  /** Training time so far, without evaluation, in seconds. */
  readonly seconds: number;
  /** Mean training loss since the row before. */
  readonly trainLoss: number | null;
  /** Training accuracy. */
  readonly trainAccuracy: number | null;
  /** Loss on the validation set. */
  readonly validationLoss: number | null;
  /** Accuracy on the validation set. */
  readonly validationAccuracy: number | null;
  /** The learning rate that the next step uses. */
  readonly learningRate: number | null;
  /** What else an experiment measures, under its column's name: `"gradient_norm.hidden1"`. */
  readonly extra?: Readonly<Record<string, number | null>>;
}

/** A field of {@linkcode MetricsRow} that holds a number: what can be put on an axis. */
export type MetricsField = Exclude<keyof MetricsRow, "extra">;

/** The columns of `metrics.csv` and the fields they hold, in the order in which they are written. */
export const METRICS_COLUMNS: readonly (readonly [column: string, field: MetricsField])[] = [
  ["step", "step"],
  ["epoch", "epoch"],
  ["seconds", "seconds"],
  ["train_loss", "trainLoss"],
  ["train_accuracy", "trainAccuracy"],
  ["validation_loss", "validationLoss"],
  ["validation_accuracy", "validationAccuracy"],
  ["learning_rate", "learningRate"],
];

const ALWAYS_MEASURED: readonly MetricsField[] = ["step", "epoch", "seconds"];

/**
 * Names the extra columns of some rows, sorted.
 *
 * @param rows Any rows; they need not have the same extra columns.
 * @returns The union of their extra names.
 * @throws {RangeError} When an extra column has the name of a fixed one.
 *
 * @example Names come out sorted
 * ```ts
 * import { extraColumns, type MetricsRow } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const row: MetricsRow = {
 *   step: 1, epoch: 1, seconds: 0.1, trainLoss: 2.3, trainAccuracy: null,
 *   validationLoss: null, validationAccuracy: 0.1, learningRate: 0.01,
 *   extra: { "gradient_norm.hidden2": 0.2, "gradient_norm.hidden1": 0.1 },
 * };
 * assertEquals(extraColumns([row]), ["gradient_norm.hidden1", "gradient_norm.hidden2"]);
 * ```
 */
export function extraColumns(rows: readonly MetricsRow[]): string[] {
  const names = new Set(rows.flatMap((row) => Object.keys(row.extra ?? {})));
  for (const [column] of METRICS_COLUMNS) {
    if (names.has(column)) {
      throw new RangeError(
        `Metrics: extra column '${column}' has the name of a fixed one; choose another name`,
      );
    }
  }
  return [...names].sort();
}

/**
 * One metrics row as the cells of a CSV line, by column name.
 *
 * @param row The row.
 * @returns Numbers in their shortest form that reads back the same; `null` stays `null`.
 *
 * @example Numbers keep every digit
 * ```ts
 * import { metricsCells, type MetricsRow } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const row: MetricsRow = {
 *   step: 1, epoch: 1, seconds: 0.1, trainLoss: 0.1 + 0.2, trainAccuracy: null,
 *   validationLoss: null, validationAccuracy: 0.1, learningRate: 0.01,
 * };
 * assertEquals(metricsCells(row).train_loss, "0.30000000000000004");
 * assertEquals(metricsCells(row).validation_loss, null);
 * ```
 */
export function metricsCells(row: MetricsRow): Record<string, string | null> {
  const cells: Record<string, string | null> = {};
  for (const [column, field] of METRICS_COLUMNS) cells[column] = cell(row[field]);
  for (const [column, value] of Object.entries(row.extra ?? {})) cells[column] = cell(value);
  return cells;
}

/**
 * The `metrics.csv` of one trial.
 *
 * @param rows The trial's evaluations in order.
 * @returns RFC 4180 text with a header line.
 * @throws {RangeError} When an extra column has the name of a fixed one.
 *
 * @example What is written reads back the same
 * ```ts
 * import { type MetricsRow, parseMetrics, stringifyMetrics } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const row: MetricsRow = {
 *   step: 100, epoch: 0.5, seconds: 0.1, trainLoss: Infinity, trainAccuracy: null,
 *   validationLoss: null, validationAccuracy: 0.1, learningRate: 1e-7,
 * };
 * assertEquals(parseMetrics(stringifyMetrics([row]), "metrics.csv"), [row]);
 * ```
 */
export function stringifyMetrics(rows: readonly MetricsRow[]): string {
  const columns = [...METRICS_COLUMNS.map(([column]) => column), ...extraColumns(rows)];
  return stringify(rows.map(metricsCells), { columns });
}

/**
 * Reads what {@linkcode stringifyMetrics} wrote.
 *
 * @param csv The text of a trial's `metrics.csv`.
 * @param source Where it came from, for the message: a path.
 * @returns The rows; an empty cell is `null`.
 * @throws {SyntaxError} When a column is missing, a line has another number of cells than the
 * header, or a cell is no number.
 *
 * @example A damaged file is refused by name
 * ```ts
 * import { parseMetrics } from "@descent/reports";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => parseMetrics("step,epoch\r\n1,2\r\n", "metrics.csv"), SyntaxError, "'seconds'");
 * ```
 */
export function parseMetrics(csv: string, source: string): MetricsRow[] {
  const header = csv.slice(0, csv.search(/\r?\n|$/)).split(",");
  for (const [column] of METRICS_COLUMNS) {
    if (!header.includes(column)) {
      throw new SyntaxError(
        `Metrics ${source}: column '${column}' is missing; run the trial again`,
      );
    }
  }
  return records(csv, source).map((cells, index) => {
    const place = `Metrics ${source}: line ${index + 2}`;
    const row: Record<string, unknown> = {};
    const extra: Record<string, number | null> = {};
    for (const [column, text] of Object.entries(cells)) {
      const field = METRICS_COLUMNS.find(([name]) => name === column)?.[1];
      const value = numberFrom(text, `${place}, column '${column}'`);
      if (field === undefined) extra[column] = value;
      else if (value === null && ALWAYS_MEASURED.includes(field)) {
        throw new SyntaxError(`${place}, column '${column}': empty; wanted a number`);
      } else row[field] = value;
    }
    if (Object.keys(extra).length > 0) row.extra = extra;
    return row as unknown as MetricsRow;
  });
}

function records(csv: string, source: string): Record<string, string | undefined>[] {
  try {
    return parse(csv, { skipFirstRow: true });
  } catch (error) {
    throw new SyntaxError(`Metrics ${source}: not a CSV file (${(error as Error).message})`);
  }
}

function cell(value: number | null): string | null {
  return value === null ? null : String(value);
}

function numberFrom(text: string | undefined, place: string): number | null {
  if (text === undefined || text === "") return null;
  const value = Number(text);
  if (Number.isNaN(value) && text !== "NaN") {
    throw new SyntaxError(`${place}: '${text}'; wanted a number`);
  }
  return value;
}
