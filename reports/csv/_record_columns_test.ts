import { assert, assertEquals } from "@std/assert";
import { sampleRecord } from "../testing/sample_run.ts";
import { END_COLUMNS, ENVIRONMENT_COLUMNS, KEY_COLUMNS } from "./_record_columns.ts";

const COLUMNS = [...KEY_COLUMNS, ...END_COLUMNS, ...ENVIRONMENT_COLUMNS];
const FULL = sampleRecord({
  selection: { metric: "validation/accuracy", candidates: 7, score: 0.97 },
  divergedAtStep: 3,
  error: "Out of memory.",
  environment: { ...sampleRecord().environment, cpu: "Reference CPU" },
});

Deno.test("every column of a record finds its field, and the field is of its datatype", () => {
  const kinds = {
    string: "string",
    dateTime: "string",
    integer: "number",
    number: "number",
    boolean: "boolean",
  };
  for (const { name, datatype, value } of COLUMNS) {
    assertEquals(typeof value(FULL), kinds[datatype], name);
    if (datatype === "integer") assert(Number.isInteger(value(FULL)), name);
  }
});

Deno.test("a column of a record is empty where the record has less", () => {
  const less = sampleRecord({
    dataset: null,
    results: { ...sampleRecord().results, target: null, bestEpoch: null },
  });
  const empty = COLUMNS.filter(({ value }) => value(less) === null).map(({ name }) => name);
  assertEquals(empty, [
    "diverged_at_step",
    "error",
    "selection_metric",
    "selection_candidates",
    "selection_score",
    "best_epoch",
    "target_metric",
    "target",
    "dataset",
    "train_examples",
    "validation_examples",
    "test_examples",
    "preprocessing",
    "cpu",
  ]);
});

Deno.test("names and descriptions are a single time each", () => {
  for (const texts of [COLUMNS.map(({ name }) => name), COLUMNS.map(({ source }) => source)]) {
    assertEquals(new Set(texts).size, texts.length);
  }
});
