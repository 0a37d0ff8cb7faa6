import { assertEquals } from "@std/assert";
import { parse } from "@std/csv";
import { sampleRegressionRun, sampleRun } from "../testing/sample_run.ts";
import { metricsCsv } from "./metrics_csv.ts";

Deno.test("metricsCsv gives every evaluation its trial's keys and the union of extra columns", () => {
  const plain = sampleRun();
  const measured = {
    ...sampleRun({ seed: 1 }),
    metrics: plain.metrics.map((row) => ({ ...row, extra: { "gradient_norm.hidden1": 0.5 } })),
  };
  const rows = parse(metricsCsv([plain, measured]), { skipFirstRow: true });
  assertEquals(
    rows.map((row) => [row.trial_id, row.seed, row.step, row.gradient_norm_hidden1]),
    [
      [plain.record.trialId, "0", "40", ""],
      [plain.record.trialId, "0", "80", ""],
      [measured.record.trialId, "1", "40", "0.5"],
      [measured.record.trialId, "1", "80", "0.5"],
    ],
  );
});

Deno.test("metricsCsv has the metrics of all problems, empty where a problem lacks one", () => {
  const rows = parse(metricsCsv([sampleRun(), sampleRegressionRun()]), { skipFirstRow: true });
  assertEquals(
    rows.map((row) => [row.train_loss, row.validation_loss, row.validation_accuracy]),
    [
      ["0.1", "0.16", "0.97"],
      ["0.05", "0.08", "0.975"],
      ["0.08", "0.085", ""],
      ["0.04", "0.0425", ""],
    ],
  );
});

Deno.test("metricsCsv gives an extra column that has the name of a key another one, and keeps the key", () => {
  const run = sampleRun();
  const metrics = [{ ...run.metrics[0], extra: { optimizer: 1, order: 2 } }];
  const [row] = parse(metricsCsv([{ ...run, metrics }]), { skipFirstRow: true });
  assertEquals([row.optimizer, row.optimizer_2, row.order_value], ["adam", "1", "2"]);
});

Deno.test("metricsCsv writes values of a divergence as CSVW does", () => {
  const run = sampleRun();
  const scores = { "train/loss": Infinity, "validation/loss": NaN };
  const [row] = parse(metricsCsv([{ ...run, metrics: [{ ...run.metrics[0], scores }] }]), {
    skipFirstRow: true,
  });
  assertEquals([row.train_loss, row.validation_loss], ["INF", "NaN"]);
});
