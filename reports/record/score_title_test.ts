import { assertEquals, assertThrows } from "@std/assert";
import { sampleRecord } from "../testing/sample_run.ts";
import { scoreTitle } from "./score_title.ts";

Deno.test("scoreTitle names the split only where there is data to split", () => {
  const record = sampleRecord();
  assertEquals(scoreTitle(record, "test/accuracy"), "test accuracy");
  assertEquals(scoreTitle({ ...record, dataset: null }, "test/accuracy"), "accuracy");
  for (const dataset of [record.dataset, null]) {
    assertThrows(
      () => scoreTitle({ ...record, dataset }, "test/error"),
      RangeError,
      "'test/error'",
    );
  }
});
