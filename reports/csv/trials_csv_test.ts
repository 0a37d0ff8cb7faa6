import { assertEquals } from "@std/assert";
import { parse } from "@std/csv";
import { sampleRecord, sampleRegressionRun, sampleRun } from "../testing/sample_run.ts";
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
    row.hp_beta1,
    row.hp_learning_rate,
    row.hp_momentum,
    row.var_weight_scale,
  ]);
  assertEquals(picked, [["", "0.1", "0.9", "0.01"], ["0.9", "0.001", "", ""]]);
});

Deno.test("trialsCsv leaves what a failed trial did not reach empty and quotes free text", () => {
  const { record } = sampleRun();
  const nothing = { ...record.results.best, "validation/accuracy": null, "train/loss": null };
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

Deno.test("trialsCsv has every problem's metrics and options, empty where a problem lacks one", () => {
  const { problem } = sampleRecord();
  const options = { hidden: 100, bias: false, start: null };
  const rows = parse(
    trialsCsv([sampleRun({ problem: { ...problem, options } }), sampleRegressionRun()]),
    { skipFirstRow: true },
  );
  const picked = rows.map((row) => [
    row.option_hidden,
    row.option_bias,
    row.option_standardize,
    row.option_start,
    row.final_validation_accuracy,
    row.best_test_loss,
    row.best_by,
  ]);
  assertEquals(picked, [
    ["100", "false", "", "", "0.975", "", "validation/accuracy"],
    ["16;8", "", "true", "", "", "0.0431", "validation/loss"],
  ]);
});

Deno.test("trialsCsv of a problem without data has its scores alone", () => {
  const { problem, results } = sampleRegressionRun().record;
  const scores = { "validation/loss": 1e-9 };
  const run = sampleRegressionRun({
    problem: { ...problem, name: "rosenbrock", options: {} },
    dataset: null,
    network: "",
    results: { ...results, final: scores, best: scores },
  });
  const [row] = parse(trialsCsv([run]), { skipFirstRow: true });
  assertEquals(
    Object.keys(row).filter((name) => /^(final|best)_.*_loss$/.test(name)),
    ["final_validation_loss", "best_validation_loss"],
  );
  assertEquals([row.dataset, row.network, row.final_validation_loss], ["", "", "1e-9"]);
});

Deno.test("trialsCsv writes a trial that is given twice once", () => {
  const rows = parse(trialsCsv([sampleRun(), sampleRun()]), { skipFirstRow: true });
  assertEquals(rows.length, 1);
});
