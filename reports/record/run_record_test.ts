import { assertEquals, assertThrows } from "@std/assert";
import { sampleRecord } from "../testing/sample_run.ts";
import { parseRunRecord } from "./parse_run_record.ts";
import { RUN_RECORD_VERSION } from "./run_record.ts";

Deno.test("A record of this version is read back as it was written, one of another is refused", () => {
  const record = sampleRecord();
  const written = JSON.parse(JSON.stringify(record));
  assertEquals(parseRunRecord(written, "record.json"), record);
  const other = { ...written, formatVersion: RUN_RECORD_VERSION + 1 };
  assertThrows(() => parseRunRecord(other, "record.json"), SyntaxError, "record.json");
});
