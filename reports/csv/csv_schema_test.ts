import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parse } from "@std/csv";
import type { Run } from "../record/run_folder.ts";
import { sampleRecord, sampleRegressionRun, sampleRun } from "../testing/sample_run.ts";
import { SQL_RESERVED } from "./_sql_reserved.ts";
import { confusionCsv } from "./confusion_csv.ts";
import { csvSchema, type CsvSchemaColumn } from "./csv_schema.ts";
import { metricsCsv } from "./metrics_csv.ts";
import { trialsCsv } from "./trials_csv.ts";

const hostile = {
  order: 1,
  "2x": 2,
  "λ": 3,
  "a.b": 4,
  "a b": 5,
  learningRate: 6,
  learning_rate: 7,
};

/** Trials of two problems with every kind of value, and with names that no column may have. */
function runs(): Run[] {
  const { setting, problem } = sampleRecord();
  const { metrics } = sampleRun();
  const { learning_rate: _, ...extra } = hostile;
  return [
    {
      record: sampleRecord({
        setting: { ...setting, hyperparameters: hostile, variables: { pop: "a", depth: 3 } },
        problem: { ...problem, options: { ...hostile, bias: true, hidden: [1, 2], none: null } },
      }),
      // A trial's own file cannot have an extra column `learning_rate`.
      metrics: metrics.map((row) => ({ ...row, extra: { ...extra, seed: Infinity } })),
    },
    sampleRegressionRun(),
    sampleRun({ trialId: "00000000000000cc", confusion: [[3, 1], [0, 4]] }),
  ];
}

const VALUES: Readonly<Record<string, RegExp>> = {
  string: /^/,
  number: /^(-?\d+(\.\d+)?(e[+-]?\d+)?|-?INF|NaN)$/,
  integer: /^-?\d+$/,
  boolean: /^(true|false)$/,
  dateTime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/,
};

Deno.test("the schema has exactly the columns of the files, whose cells are of its datatypes", () => {
  const [trials, metrics, confusion] = csvSchema(runs()).tables;
  for (
    const [table, csv] of [
      [trials, trialsCsv(runs())],
      [metrics, metricsCsv(runs())],
      [confusion, confusionCsv(runs())!],
    ] as const
  ) {
    const { columns } = table.tableSchema;
    const [header, ...rows] = parse(csv);
    assertEquals(columns.map(({ name }) => name), header);
    assert(rows.length >= 2);
    for (const [index, { name, datatype, required, separator }] of columns.entries()) {
      for (const cell of rows.map((row) => row[index])) {
        if (cell === "") assert(!required, name);
        else {
          for (const value of separator === undefined ? [cell] : cell.split(separator)) {
            assert(
              typeof datatype === "string" && VALUES[datatype].test(value),
              `${name}, ${datatype}: ${value}`,
            );
          }
        }
      }
    }
  }
});

Deno.test("no column's name needs quotes in SQL, and each is there a single time", () => {
  for (const { tableSchema } of csvSchema(runs()).tables) {
    const names = tableSchema.columns.map(({ name }) => name);
    assertEquals(new Set(names).size, names.length);
    for (const name of names) {
      assert(/^[a-z][a-z0-9_]*$/.test(name), name);
      assert(!SQL_RESERVED.has(name), name);
    }
  }
});

Deno.test("the files begin with the trial's id, which joins them", () => {
  const [trials, metrics] = csvSchema(runs()).tables;
  for (const { tableSchema } of [trials, metrics]) {
    assertEquals(tableSchema.columns[0].name, "trial_id");
  }
  assertEquals(trials.tableSchema.primaryKey, "trial_id");
  const [{ columnReference, reference }] = metrics.tableSchema.foreignKeys!;
  assertEquals([columnReference, reference], [
    "trial_id",
    { resource: trials.url, columnReference: "trial_id" },
  ]);
});

Deno.test("a column's description says its key, its unit and what the best is the best of", () => {
  const [trials, metrics] = csvSchema(runs()).tables;
  const find = (columns: readonly CsvSchemaColumn[], wanted: string) =>
    columns.find(({ name }) => name === wanted)!;
  const best = find(trials.tableSchema.columns, "best_test_loss");
  assertEquals(best["dc:source"], 'results.best["test/loss"]');
  assertStringIncludes(
    best["dc:description"],
    "the highest validation/accuracy (digits-two-layer)",
  );
  assertStringIncludes(best["dc:description"], "the lowest validation/loss (housing)");
  const accuracy = find(metrics.tableSchema.columns, "validation_accuracy");
  assertEquals(accuracy["dc:source"], "validation/accuracy");
  assertStringIncludes(accuracy["dc:description"], "as a fraction: 1 is 100 %");
  assertEquals(accuracy.titles, ["validation_accuracy", "validation accuracy"]);
  for (const { tableSchema } of [trials, metrics]) {
    for (const column of tableSchema.columns) assert(column["dc:description"].endsWith("."));
  }
});

Deno.test("the schema of no trials has the columns of no trials", () => {
  const [trials] = csvSchema([]).tables;
  assertEquals(trials.tableSchema.columns.map(({ name }) => name), parse(trialsCsv([]))[0]);
});
