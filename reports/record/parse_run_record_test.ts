import { assert, assertEquals, assertThrows } from "@std/assert";
import { sampleRecord, sampleRegressionRun } from "../testing/sample_run.ts";
import { parseRunRecord } from "./parse_run_record.ts";
import type { RunRecord } from "./run_record.ts";

/** The record as it comes back from disk. */
function stored(record: unknown): unknown {
  return JSON.parse(JSON.stringify(record));
}

function message(record: unknown): string {
  return assertThrows(() => parseRunRecord(record, "r.json"), SyntaxError).message;
}

Deno.test("parseRunRecord gives back what was stored", () => {
  const record = sampleRecord({
    setting: {
      id: "lr=0.001,scale=0.01",
      hyperparameters: { learningRate: 0.1 + 0.2 },
      variables: { weightScale: 5e-324, normalization: "batch" },
    },
    selection: { metric: "validation/accuracy", candidates: 7, score: 0.97 },
  });
  assertEquals(parseRunRecord(stored(record), "r.json"), record);
  const { record: regression } = sampleRegressionRun();
  assertEquals(parseRunRecord(stored(regression), "r.json"), regression);
  const { problem } = record;
  const options = { hidden: [100, 50], dropout: 0.5, name: "a", bias: false, weights: null };
  const without = sampleRecord({ dataset: null, network: "", problem: { ...problem, options } });
  assertEquals(parseRunRecord(stored(without), "r.json"), without);
});

Deno.test("parseRunRecord names the file, the field and what was wanted", () => {
  assertEquals(
    message({ ...sampleRecord(), seed: -1 }),
    "Run record r.json: 'seed' is -1; wanted 0 or more",
  );
  assertEquals(
    message({ ...sampleRecord(), seed: undefined }),
    "Run record r.json: 'seed' is undefined; wanted a number",
  );
  const { network: _, ...withoutNetwork } = sampleRecord();
  assertEquals(
    message(withoutNetwork),
    "Run record r.json: 'network' is undefined; wanted a value",
  );
  assertEquals(
    message({ ...sampleRecord(), colour: "red" }),
    `Run record r.json: 'colour' is "colour"; wanted no such field`,
  );
  assertEquals(
    message({ ...sampleRecord(), formatVersion: 99 }),
    "Run record r.json: 'formatVersion' is 99; wanted 5; run the trial again",
  );
  assertEquals(message(null), "Run record r.json: 'the whole' is null; wanted an object");
});

Deno.test("parseRunRecord refuses a record of an earlier release by its version, never misreads it", () => {
  const former = {
    formatVersion: 1,
    experiment: "compare",
    problem: "mnist",
    results: { final: { trainLoss: 0.1, validationAccuracy: 0.9 } },
  };
  assertEquals(
    message(former),
    "Run record r.json: format version 1 of an earlier release; wanted 5; run the trial again",
  );
});

Deno.test("parseRunRecord wants every metric that a record names to be its problem's", () => {
  const record = sampleRecord();
  const { problem, results } = record;
  const cases: [changes: Partial<Record<keyof RunRecord, unknown>>, field: string][] = [
    [{ problem: { ...problem, selection: "validation/error" } }, "problem.selection"],
    [{ problem: { ...problem, metrics: {} } }, "problem.selection"],
    [
      { selection: { metric: "validation/error", candidates: 1, score: 1 } },
      "selection.metric",
    ],
    [
      { results: { ...results, target: { metric: "test/error", value: 1 } } },
      "results.target.metric",
    ],
    [{ results: { ...results, final: { "train/error": 1 } } }, "results.final"],
    [{ results: { ...results, best: { "train/constructor": 1 } } }, "results.best"],
    [{ results: { ...results, best: { accuracy: 1 } } }, "results.best"],
  ];
  for (const [changes, field] of cases) {
    assert(message({ ...record, ...changes }).includes(`'${field}': Metric key: '`), field);
  }
});

Deno.test("parseRunRecord checks metrics, keys and ids by their form", () => {
  const record = sampleRecord();
  const { problem } = record;
  const metrics = (name: string, changes: object) => ({
    problem: {
      ...problem,
      metrics: { ...problem.metrics, [name]: { ...problem.metrics.loss, ...changes } },
    },
  });
  const cases: [changes: object, wanted: string][] = [
    [{ trialId: "00" }, "wanted 16 hexadecimal digits"],
    [{ trialId: "0123456789ABCDEF" }, "wanted 16 hexadecimal digits"],
    [metrics("top 5", {}), "wanted a letter, then letters, digits"],
    [metrics("loss", { better: "smaller" }), "wanted higher or lower"],
    [metrics("loss", { format: "%" }), "wanted percent, count, seconds or number"],
    [metrics("loss", { title: "" }), "wanted a title"],
    [{ problem: { ...problem, selection: "accuracy" } }, "wanted a metric on a split"],
    [{ problem: { ...problem, options: { a: NaN } } }, "wanted a finite number, a text"],
    [{ problem: { ...problem, options: { a: {} } } }, "wanted a finite number, a text"],
    [{ dataset: undefined }, "wanted an object"],
  ];
  for (const [changes, wanted] of cases) {
    const text = message({ ...record, ...changes });
    assert(text.includes(wanted), `${JSON.stringify(changes)}: ${text}`);
  }
});

Deno.test("parseRunRecord refuses a number that JSON cannot hold", () => {
  const { results } = sampleRecord();
  const infinite = { ...results, final: { ...results.final, "train/loss": Infinity } };
  assertEquals(
    message(sampleRecord({ results: infinite })),
    "Run record r.json: 'results.final.train/loss' is Infinity; wanted a finite number",
  );
});

Deno.test("parseRunRecord refuses names that would lead out of the runs folder", () => {
  for (const name of ["..", "../up", "a/b", "a\\b", "", ".hidden", "a".repeat(121), "<img>"]) {
    const optimizer = { name, title: "T" };
    assert(message(sampleRecord({ optimizer })).includes("'optimizer.name'"), name);
    const problem = { ...sampleRecord().problem, name };
    assert(message({ ...sampleRecord(), problem }).includes("'problem.name'"), name);
    const setting = { id: name, hyperparameters: {}, variables: {} };
    assert(message(sampleRecord({ setting })).includes("'setting.id'"), name);
  }
});

Deno.test("parseRunRecord wants a step exactly when diverged and an error exactly when failed", () => {
  const wrong: Partial<RunRecord>[] = [
    { status: "diverged" },
    { divergedAtStep: 3 },
    { status: "failed" },
    { error: "Boom." },
    { status: "failed", error: "Boom.", divergedAtStep: 3 },
  ];
  for (const changes of wrong) message(sampleRecord(changes));
  for (
    const changes of [
      { status: "diverged", divergedAtStep: 0 },
      { status: "failed", error: "Plugin 'lion': threw TypeError." },
    ] as const
  ) {
    const record = sampleRecord(changes);
    assertEquals(parseRunRecord(record, "r.json"), record);
  }
});
