import { assertEquals } from "@std/assert";
import { sampleRun } from "../testing/sample_run.ts";
import { csvFiles } from "./csv_files.ts";
import { csvSchema } from "./csv_schema.ts";

Deno.test("csvFiles gives every file that its schema describes, and the schema", () => {
  const runs = [sampleRun()];
  const files = csvFiles(runs);
  const schema = csvSchema(runs);
  assertEquals(JSON.parse(files["csv-metadata.json"]), schema);
  assertEquals(Object.keys(files), [...schema.tables.map(({ url }) => url), "csv-metadata.json"]);
});
