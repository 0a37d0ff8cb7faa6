import { assert, assertEquals, assertThrows } from "@std/assert";
import { parseRunRecord } from "./parse_run_record.ts";
import type { RunRecord } from "./run_record.ts";
import { sampleRecord } from "./sample_run.ts";

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
      variables: { weightScale: 5e-324, batchNormalisation: "on" },
    },
    selection: { metric: "validationAccuracy", candidates: 7, score: 0.97 },
  });
  assertEquals(parseRunRecord(stored(record), "r.json"), record);
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
    "Run record r.json: 'formatVersion' is 99; wanted 1; run the trial again",
  );
  assertEquals(message(null), "Run record r.json: 'the whole' is null; wanted an object");
});

Deno.test("parseRunRecord refuses a number that JSON cannot hold", () => {
  const { results } = sampleRecord();
  const infinite = { ...results, final: { ...results.final, trainLoss: Infinity } };
  assertEquals(
    message(sampleRecord({ results: infinite })),
    "Run record r.json: 'results.final.trainLoss' is Infinity; wanted a finite number",
  );
});

Deno.test("parseRunRecord refuses names that would lead out of the runs folder", () => {
  for (const name of ["..", "../up", "a/b", "a\\b", "", ".hidden", "a".repeat(121), "<img>"]) {
    const optimizer = { name, title: "T" };
    assert(message(sampleRecord({ optimizer })).includes("'optimizer.name'"), name);
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
