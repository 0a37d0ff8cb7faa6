import * as v from "valibot";
import { wanted } from "./_field_schemas.ts";
import { checkRecord } from "./_check_record.ts";
import { recordSchema } from "./_record_schema.ts";
import { RUN_RECORD_VERSION, type RunRecord } from "./run_record.ts";

/**
 * Checks that a value is a run record.
 *
 * @category Records
 * @param value The result of `JSON.parse`, or a record about to be written.
 * @param source The path that it was read from, for messages.
 * @returns The same value, typed.
 * @throws {SyntaxError} When the record is of another format version, a field is missing, unknown or of the
 * wrong kind or out of its range, a key names a metric that the problem lacks, or `status` disagrees with
 * `divergedAtStep` or `error`.
 *
 * @example A message names the file and the field
 * ```ts
 * import { parseRunRecord } from "@descent/reports";
 * import { sampleRecord } from "@descent/reports/testing";
 * import { assertThrows } from "@std/assert";
 *
 * const record = { ...sampleRecord(), seed: "one" };
 * assertThrows(() => parseRunRecord(record, "record.json"), SyntaxError, "'seed'");
 * ```
 */
export function parseRunRecord(value: unknown, source: string): RunRecord {
  refuseOlder(value, source);
  const result = v.safeParse(recordSchema, value);
  if (!result.success) {
    const issue = result.issues[0];
    const field = v.getDotPath(issue) ?? "the whole";
    throw new SyntaxError(
      `Run record ${source}: '${field}' is ${issue.received}; ${wanted(issue)}`,
    );
  }
  const record = result.output;
  checkRecord(record, source);
  return record;
}

/** A record of an earlier release lacks most fields; its version is the one thing to say of it. */
function refuseOlder(value: unknown, source: string): void {
  if (typeof value !== "object" || value === null || !("formatVersion" in value)) return;
  const { formatVersion } = value;
  if (typeof formatVersion !== "number" || formatVersion >= RUN_RECORD_VERSION) return;
  throw new SyntaxError(
    `Run record ${source}: format version ${formatVersion} of an earlier release; ` +
      `wanted ${RUN_RECORD_VERSION}; run the trial again`,
  );
}
