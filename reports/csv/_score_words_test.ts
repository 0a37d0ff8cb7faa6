import { assertEquals } from "@std/assert";
import { sampleRecord, sampleRegressionRun } from "../testing/sample_run.ts";
import { keyTitle, keyWords, orderedKeys, selectionWords } from "./_score_words.ts";

const IMAGES = sampleRecord();
const { record: HOUSES } = sampleRegressionRun();

Deno.test("orderedKeys goes by split, then by the problems' tables", () => {
  const keys = ["test/loss", "validation/accuracy", "validation/loss", "train/loss"];
  assertEquals(orderedKeys([HOUSES, IMAGES], keys), [
    "train/loss",
    "validation/loss",
    "validation/accuracy",
    "test/loss",
  ]);
});

Deno.test("keyWords says unit and direction, of each problem where they differ", () => {
  assertEquals(
    keyWords([IMAGES, HOUSES], "validation/accuracy"),
    "validation accuracy, as a fraction: 1 is 100 %, higher is better",
  );
  assertEquals(
    keyWords([IMAGES, HOUSES], "train/loss"),
    "training loss, a number without unit, lower is better",
  );
  const { problem } = HOUSES;
  const squares = { loss: { ...problem.metrics.loss, title: "mean squared error" } };
  const renamed = { ...HOUSES, problem: { ...problem, metrics: squares } };
  assertEquals(
    keyWords([IMAGES, renamed], "train/loss"),
    "training loss, a number without unit, lower is better (digits-two-layer); " +
      "training mean squared error, a number without unit, lower is better (housing)",
  );
  assertEquals(keyTitle([IMAGES, renamed], "train/loss"), "training loss");
});

Deno.test("selectionWords says the best of what", () => {
  assertEquals(selectionWords([IMAGES, IMAGES]), "the highest validation/accuracy");
  assertEquals(
    selectionWords([IMAGES, HOUSES]),
    "the highest validation/accuracy (digits-two-layer); the lowest validation/loss (housing)",
  );
});
