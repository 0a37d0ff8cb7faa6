import { sampleRecord, sampleRegressionRun, sampleRun } from "@descent/reports/testing";
import { assertEquals } from "@std/assert";
import { selectSetting } from "./select_setting.ts";

function runWith(validationAccuracy: number, validationLoss: number, testAccuracy: number) {
  const { results } = sampleRecord();
  const best = {
    ...results.best,
    "validation/accuracy": validationAccuracy,
    "validation/loss": validationLoss,
    "test/accuracy": testAccuracy,
  };
  return sampleRun({ results: { ...results, best } });
}

Deno.test("selectSetting goes by validation accuracy, then by validation loss, never by the test part", () => {
  assertEquals(selectSetting([runWith(0.9, 1, 0.99), runWith(0.95, 2, 0.1)]), 1);
  assertEquals(selectSetting([runWith(0.9, 2, 0.99), runWith(0.9, 1, 0.1)]), 1);
  assertEquals(selectSetting([runWith(0.9, 1, 0.1), runWith(0.9, 1, 0.99)]), 0);
});

Deno.test("selectSetting takes the lowest value where the selection metric says so", () => {
  const runs = [0.3, 0.1, 0.2].map((loss) => {
    const { record, metrics } = sampleRegressionRun();
    const { results } = record;
    const best = { ...results.best, "validation/loss": loss };
    return { record: { ...record, results: { ...results, best } }, metrics };
  });
  assertEquals(selectSetting(runs), 1);
});

Deno.test("selectSetting passes over trials without a value of the selection metric", () => {
  const { results } = sampleRecord();
  const without = sampleRun({ results: { ...results, best: {} } });
  assertEquals(selectSetting([without]), undefined);
  assertEquals(selectSetting([without, runWith(0.1, 9, 0)]), 1);
});

Deno.test("selectSetting passes over what diverged or failed", () => {
  const diverged = {
    ...runWith(0.99, 1, 1).record,
    status: "diverged",
    divergedAtStep: 1,
  } as const;
  const failed = { ...runWith(0.99, 1, 1).record, status: "failed", error: "gone" } as const;
  const runs = [diverged, failed].map((record) => ({ record, metrics: [] }));
  assertEquals(selectSetting(runs), undefined);
  assertEquals(selectSetting([...runs, runWith(0.1, 9, 0)]), 2);
  assertEquals(selectSetting([]), undefined);
});
