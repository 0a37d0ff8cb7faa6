import { createHash } from "node:crypto";
import { checkRun } from "./check_run.ts";
import { parseMetrics } from "./parse_metrics.ts";
import { parseRunRecord } from "./parse_run_record.ts";
import type { RecordMemory } from "./record_memory.ts";
import type { Run } from "./run.ts";
import { stringifyMetrics } from "./stringify_metrics.ts";

/**
 * A file of a trial.
 *
 * @category Records
 */
export interface RunFile {
  /** Its path, for messages. */
  readonly path: string;
  /** Its content; nothing that is returned holds on to it. */
  readonly bytes: Uint8Array;
}

/**
 * The texts of a trial's two files.
 *
 * @category Records
 */
export interface RunFiles {
  /** The text of `record.json`. */
  readonly record: string;
  /** The text of `metrics.csv`. */
  readonly metrics: string;
}

/**
 * The texts of a trial's two files. `record.json` ends in two checksums: `metricsSha256`, that of the bytes of
 * `metrics.csv`, and `sha256`, that of everything before it as JSON without spaces.
 *
 * @category Records
 * @param run The trial.
 * @returns The texts.
 * @throws {SyntaxError} When the record breaks its format, or record and metrics disagree.
 * @throws {RangeError} When an extra column of the metrics has the name of another one.
 *
 * @example
 * ```ts
 * import { parseRun, stringifyRun } from "@descent/reports";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const { record, metrics } = stringifyRun(sampleRun());
 * const file = (path: string, text: string) => ({ path, bytes: new TextEncoder().encode(text) });
 * assertEquals(parseRun(file("record.json", record), file("metrics.csv", metrics)), sampleRun());
 * ```
 */
export function stringifyRun({ record, metrics }: Run): RunFiles {
  checkRun({ record: parseRunRecord(record, "to be written"), metrics }, "to be written");
  const csv = stringifyMetrics(metrics);
  return { record: sealed({ ...record, metricsSha256: sha256(csv) }), metrics: csv };
}

/**
 * Reads a trial from its two files, of which it believes nothing: that both are what was written follows from the
 * checksums, that it was written well from the ranges and from the agreement of record and metrics.
 *
 * @category Records
 * @param recordFile The file `record.json`.
 * @param metricsFile The file `metrics.csv`.
 * @param memory Remembers records that were found to hold: of one with the same bytes that is not asked again, only
 * whether the metrics are those that it was found to hold with. Their rows are read when they are first used.
 * @returns The trial.
 * @throws {SyntaxError} When anything does not hold.
 *
 * @example A record that was changed
 * ```ts
 * import { parseRun, stringifyRun } from "@descent/reports";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertThrows } from "@std/assert";
 *
 * const { record, metrics } = stringifyRun(sampleRun());
 * const file = (path: string, text: string) => ({ path, bytes: new TextEncoder().encode(text) });
 * const changed = record.replace('"seed": 0', '"seed": 1');
 * assertThrows(() => parseRun(file("record.json", changed), file("metrics.csv", metrics)), SyntaxError, "checksum");
 * ```
 */
export function parseRun(
  recordFile: RunFile,
  metricsFile: RunFile,
  memory?: RecordMemory | undefined,
): Run {
  if (memory === undefined) return parseUnknown(recordFile, metricsFile);
  const digest = recordSha256(recordFile.bytes);
  if (memory.has(digest)) return parseKnown(recordFile, metricsFile, memory);
  const { record, metrics } = parseUnknown(recordFile, metricsFile);
  memory.add(digest);
  return { record: memory.share(record), metrics };
}

/**
 * The digest by which a {@linkcode RecordMemory} knows a record.
 *
 * @category Records
 * @param content All of its file.
 * @returns SHA-256, 64 hexadecimal digits.
 */
export function recordSha256(content: string | Uint8Array): string {
  return sha256(content);
}

function parseKnown(recordFile: RunFile, metricsFile: RunFile, memory: RecordMemory): Run {
  const { sha256: _, metricsSha256, ...known } = JSON.parse(textOf(recordFile, "Run record"));
  checkMetricsSum(metricsFile, metricsSha256);
  const record = memory.share(known);
  const { path } = metricsFile;
  let csv: string | undefined = textOf(metricsFile, "Metrics");
  let rows: Run["metrics"] = [];
  return {
    record,
    get metrics() {
      if (csv !== undefined) rows = parseMetrics(csv, path, record.problem.metrics);
      csv = undefined;
      return rows;
    },
  };
}

function parseUnknown(recordFile: RunFile, metricsFile: RunFile): Run {
  const { path } = recordFile;
  const text = textOf(recordFile, "Run record");
  const content = parseJson(text, path);
  if (!isObject(content) || !("sha256" in content)) {
    // A record of another version has more to say than that it lacks the checksum of this one.
    parseRunRecord(content, path);
    throw new SyntaxError(`Run record ${path}: 'sha256' is missing; run the trial again`);
  }
  const { sha256: _, ...summed } = content;
  if (sealed(summed) !== text) {
    throw new SyntaxError(
      `Run record ${path}: its checksum does not hold: it was changed after it was written`,
    );
  }
  const { metricsSha256, ...value } = summed;
  const record = parseRunRecord(value, path);
  checkMetricsSum(metricsFile, metricsSha256);
  const csv = textOf(metricsFile, "Metrics");
  const run = { record, metrics: parseMetrics(csv, metricsFile.path, record.problem.metrics) };
  checkRun(run, path);
  return run;
}

function checkMetricsSum({ path, bytes }: RunFile, wanted: unknown): void {
  if (sha256(bytes) === wanted) return;
  throw new SyntaxError(
    `Metrics ${path}: the checksum in its record does not hold: ` +
      "one of the two was changed after they were written",
  );
}

/** The text of a record's file; to write it anew from what was read shows any change, even of a space. */
function sealed(content: object): string {
  return `${JSON.stringify({ ...content, sha256: sha256(JSON.stringify(content)) }, null, 2)}\n`;
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function textOf({ path, bytes }: RunFile, kind: string): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new SyntaxError(`${kind} ${path}: not UTF-8; run the trial again`);
  }
}

function parseJson(json: string, path: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new SyntaxError(`Run record ${path}: not JSON (${(error as Error).message})`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
