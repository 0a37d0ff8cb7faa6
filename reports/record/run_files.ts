import { hash } from "node:crypto";
import { checkRun } from "./check_run.ts";
import { parseMetrics } from "./parse_metrics.ts";
import { parseRunRecord } from "./parse_run_record.ts";
import { byteKeeper } from "./_kept_bytes.ts";
import { RecordFields, type SealedRecord } from "./_record_fields.ts";
import type { Run } from "./run.ts";
import type { RunRecord } from "./run_record.ts";
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
 * `metrics.csv`, and `sha256`, that of all bytes before its own line.
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
 * @param code Digest of the code that asks, as records have it. What the same code wrote it has checked before it sealed it:
 * of that nothing but the checksums is asked again. Default: all is.
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
  code?: string | undefined,
): Run {
  const { path } = recordFile;
  const text = textOf(recordFile, "Run record");
  const isWhole = hasSeal(recordFile.bytes, text);
  const checked = isWhole && code !== undefined ? fields.readChecked(text, code) : undefined;
  const { record, metricsSha256 } = checked ?? (isWhole ? fields.read(text) : undefined) ??
    parseSealed(text, { path, isWhole });
  checkMetricsSum(metricsFile, metricsSha256);
  if (checked === undefined) {
    const csv = textOf(metricsFile, "Metrics");
    checkRun(
      { record, metrics: parseMetrics(csv, metricsFile.path, record.problem.metrics) },
      path,
    );
  }
  return runOf(record, { path: metricsFile.path, bytes: keepBytes(metricsFile.bytes) });
}

const fields = new RecordFields();
const keepBytes = byteKeeper();

/** Rows of ten thousand trials take more memory, and more time of the garbage collector, than to read them once more. */
function runOf(record: RunRecord, metricsFile: RunFile): Run {
  let unread: RunFile | undefined = metricsFile;
  let rows: Run["metrics"] = [];
  return {
    record,
    get metrics() {
      if (unread !== undefined) {
        rows = parseMetrics(textOf(unread, "Metrics"), unread.path, record.problem.metrics);
      }
      unread = undefined;
      return rows;
    },
  };
}

/** Reads a record in any form, or says what does not hold. */
function parseSealed(
  text: string,
  { path, isWhole }: { readonly path: string; readonly isWhole: boolean },
): SealedRecord {
  const content = parseJson(text, path);
  if (!isObject(content) || !("sha256" in content)) {
    // A record of another version has more to say than that it lacks the checksum of this one.
    parseRunRecord(content, path);
    throw new SyntaxError(`Run record ${path}: 'sha256' is missing; run the trial again`);
  }
  const { sha256: _, ...summed } = content;
  if (!isWhole && earlierSealed(summed) !== text) {
    throw new SyntaxError(
      `Run record ${path}: its checksum does not hold: it was changed after it was written`,
    );
  }
  const { metricsSha256, ...value } = summed;
  return { record: parseRunRecord(value, path), metricsSha256 };
}

function checkMetricsSum({ path, bytes }: RunFile, wanted: unknown): void {
  if (sha256(bytes) === wanted) return;
  throw new SyntaxError(
    `Metrics ${path}: the checksum in its record does not hold: ` +
      "one of the two was changed after they were written",
  );
}

/** The end of a record's file. */
const seal = (digest: string) => `  "sha256": "${digest}"\n}\n`;
const SEAL_LENGTH = seal("0".repeat(64)).length;

/** The text of a record's file. */
function sealed(content: object): string {
  const summed = `${JSON.stringify(content, null, 2).slice(0, -"\n}".length)},\n`;
  return summed + seal(sha256(summed));
}

/** Whether all of a file before its seal is as it was written. */
function hasSeal(bytes: Uint8Array, text: string): boolean {
  const end = bytes.length - SEAL_LENGTH;
  return end > 0 && text.endsWith(seal(sha256(bytes.subarray(0, end))));
}

/**
 * The text of a file with the seal that records had at first, the digest of its content as JSON without spaces. To write
 * it anew from what was read shows any change, even of a space.
 */
function earlierSealed(content: object): string {
  return `${JSON.stringify({ ...content, sha256: sha256(JSON.stringify(content)) }, null, 2)}\n`;
}

function sha256(content: string | Uint8Array): string {
  return hash("sha256", content, "hex");
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
