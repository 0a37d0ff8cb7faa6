import { assert, assertEquals } from "@std/assert";
import { sampleRun } from "../testing/sample_run.ts";
import { RecordFields } from "./_record_fields.ts";
import { stringifyRun } from "./run_files.ts";

const files = [0, 1].map((seed) => stringifyRun(sampleRun({ seed })).record);

function written(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

Deno.test("RecordFields reads what was written, and gives two records the objects that they have in common", () => {
  const fields = new RecordFields();
  const read = files.map((file) => fields.read(file)!);
  assertEquals(read.map(({ record }) => record), [0, 1].map((seed) => sampleRun({ seed }).record));
  assert(read[0].record.environment === read[1].record.environment);
  const { code } = sampleRun().record.environment;
  assertEquals(files.map((file) => new RecordFields().readChecked(file, code)), read);
  assertEquals(files.map((file) => fields.readChecked(file, code)), read);
  assertEquals(fields.readChecked(files[0], "of other code"), undefined);
});

Deno.test("RecordFields takes nothing that is no record, whatever it read before", () => {
  const content = JSON.parse(files[0]);
  const { seed: __, ...without } = content;
  const fields = new RecordFields();
  const isRead = (file: string) => {
    fields.read(files[0]);
    return fields.read(file) !== undefined;
  };
  assert(isRead(written(content)));
  const wrong = [
    without,
    { ...content, seed: -1 },
    { ...content, sead: 0 },
    { ...content, status: "diverged" },
    { ...content, results: { ...content.results, final: { "validation/accuracy": 9.726 } } },
    { ...content, results: { ...content.results, final: { "validation/fame": 1 } } },
    { ...content, metricsSha256: 7 },
  ];
  for (const each of wrong) assert(!isRead(written(each)), JSON.stringify(each));
  const file = written(content);
  const changed = [
    file.replace('  "seed": 0,\n', '  "seed": 0,\n  "seed": 0,\n'),
    file.replace('"seed": 0', '"seed": '),
    file.replace(/(,\n {2}"sha256".*)\n/, ",$1\n"),
    file.replace(/\n {2}("metricsSha256".*),\n {2}("sha256".*)\n/, "\n  $2,\n  $1\n"),
    file.trimEnd(),
  ];
  for (const text of changed) {
    assert(text !== file);
    assert(!isRead(text), text);
  }
});
