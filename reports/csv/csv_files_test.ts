import { assertEquals } from "@std/assert";
import { sampleRun } from "../testing/sample_run.ts";
import { csvFiles } from "./csv_files.ts";
import { csvSchema } from "./csv_schema.ts";
import { metricsCsv } from "./metrics_csv.ts";

Deno.test("csvFiles gives every file that its schema describes, and the schema", () => {
  for (const runs of [[sampleRun()], [sampleRun({ confusion: [[1, 0], [0, 1]] })]]) {
    const files = csvFiles(runs), schema = csvSchema(runs);
    assertEquals(JSON.parse(files["csv-metadata.json"]), schema);
    assertEquals(Object.keys(files), [...schema.tables.map(({ url }) => url), "csv-metadata.json"]);
  }
});

Deno.test("csvFiles makes its texts in parts of a thousand lines, each time anew", () => {
  const run = sampleRun();
  const metrics = Array.from({ length: 2500 }, (_, i) => ({ ...run.metrics[0], step: i + 1 }));
  let asked = 0;
  const counting = {
    record: run.record,
    get metrics() {
      asked++;
      return metrics;
    },
  };
  const files = csvFiles([counting]);
  asked = 0;
  const parts = [...files["metrics.csv"]];
  assertEquals(asked > 0, true);
  assertEquals(parts.map((part) => part.split("\r\n").length - 1), [1, 1024, 1024, 452]);
  assertEquals([...files["metrics.csv"]], parts);
  assertEquals(metricsCsv([counting]), parts.join(""));
});
