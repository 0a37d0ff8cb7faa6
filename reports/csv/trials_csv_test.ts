import { assertEquals } from "@std/assert";
import { parse } from "@std/csv";
import { sampleRun } from "../sample_run.ts";
import { trialsCsv } from "./trials_csv.ts";

Deno.test("trialsCsv has the union of the hyperparameters and variables, empty where absent", () => {
  const rows = parse(
    trialsCsv([
      sampleRun({
        optimizer: { name: "momentum", title: "Momentum" },
        setting: {
          id: "a",
          hyperparameters: { learningRate: 0.1, momentum: 0.9 },
          variables: { weightScale: 0.01 },
        },
      }),
      sampleRun(),
    ]),
    { skipFirstRow: true },
  );
  const picked = rows.map((row) => [
    row["hp.beta1"],
    row["hp.learning_rate"],
    row["hp.momentum"],
    row["var.weight_scale"],
  ]);
  assertEquals(picked, [["", "0.1", "0.9", "0.01"], ["0.9", "0.001", "", ""]]);
});

Deno.test("trialsCsv leaves what a failed trial did not reach empty and quotes free text", () => {
  const { record } = sampleRun();
  const nothing = { ...record.results.best, validationAccuracy: null, trainLoss: null };
  const error = 'Plugin "lion": wanted a number,\ngot none.';
  const [row] = parse(
    trialsCsv([sampleRun({
      status: "failed",
      error,
      results: { ...record.results, best: nothing, stepsToTarget: null, bestEpoch: null },
    })]),
    { skipFirstRow: true },
  );
  assertEquals(row.error, error);
  assertEquals(row.status, "failed");
  assertEquals(
    [row.best_validation_accuracy, row.best_train_loss, row.steps_to_target, row.best_epoch],
    ["", "", "", ""],
  );
  assertEquals(row.final_validation_accuracy, "0.975");
});
