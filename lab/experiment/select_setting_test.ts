import { sampleRecord, sampleRun } from "@descent/reports/testing";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { rankSettings, selectSetting } from "./select_setting.ts";

function runWith(
  validationLoss: number,
  others: Record<`${"test" | "validation"}/${string}`, number> = {},
) {
  const { results } = sampleRecord();
  const final = { ...results.final, "validation/loss": validationLoss, ...others };
  return sampleRun({ results: { ...results, final } });
}

Deno.test("selectSetting goes by the validation loss at the end alone", () => {
  assertEquals(selectSetting([runWith(0.2), runWith(0.1), runWith(0.3)]), 1);
  // Three examples more or a lucky moment say less.
  const { results } = sampleRecord();
  const lucky = sampleRun({
    results: {
      ...results,
      best: { "validation/loss": 0.01, "validation/accuracy": 1 },
      final: { "validation/loss": 0.2, "validation/accuracy": 0.99 },
    },
  });
  assertEquals(selectSetting([lucky, runWith(0.1, { "validation/accuracy": 0.9 })]), 1);
  assertEquals(
    selectSetting([runWith(0.1, { "test/loss": 9 }), runWith(0.2, { "test/loss": 0 })]),
    0,
  );
});

Deno.test("selectSetting passes over what diverged, failed or has no loss", () => {
  const { record } = runWith(0.01);
  const diverged = { ...record, status: "diverged", divergedAtStep: 1 } as const;
  const failed = { ...record, status: "failed", error: "gone" } as const;
  const empty = { ...record, results: { ...record.results, final: {} } };
  const runs = [diverged, failed, empty].map((record) => ({ record, metrics: [] }));
  assertEquals(selectSetting(runs), undefined);
  assertEquals(selectSetting([...runs, runWith(9)]), 3);
  assertEquals(selectSetting([]), undefined);
});

Deno.test("rankSettings goes by the mean over seeds, in which one that diverged is untrained", () => {
  const { record } = runWith(0.01);
  const diverged = {
    record: { ...record, status: "diverged", divergedAtStep: 1 } as const,
    metrics: [],
  };
  const ranked = rankSettings([[runWith(0.1), runWith(0.3)], [runWith(0.01), diverged], [
    runWith(0.15),
  ]]);
  assertEquals(ranked.map(({ place }) => place), [2, 0, 1]);
  assertAlmostEquals(ranked[2].loss, (0.01 + 2.31) / 2, 1e-12);
});
