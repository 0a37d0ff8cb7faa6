import { assertEquals, assertThrows } from "@std/assert";
import { sampleRecord } from "../testing/sample_run.ts";
import { settingValue } from "./setting_value.ts";

Deno.test("settingValue finds hyperparameters, also 0, and what an experiment varies", () => {
  const record = sampleRecord({
    setting: { id: "s", hyperparameters: { weightDecay: 0 }, variables: { norm: "with" } },
  });
  assertEquals(settingValue(record, "weightDecay"), 0);
  assertEquals(settingValue(record, "norm"), "with");
  assertThrows(() => settingValue(record, "depth"), RangeError, "it has weightDecay, norm");
});
