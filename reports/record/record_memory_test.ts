import { assert, assertEquals, assertThrows } from "@std/assert";
import { sampleRecord, sampleRun } from "../testing/sample_run.ts";
import { mayWriteFiles, withTemporaryFolder } from "../testing/temporary_folder.ts";
import { type RecordMemory, recordMemory } from "./record_memory.ts";
import { readRun, runFolder, writeRun } from "./run_folder.ts";

const ignore = !mayWriteFiles("recordMemory");
const checks = "5d8e0c31";
const digests = ["5a", "a5", "77"].map((byte) => byte.repeat(32));

function known(memory: RecordMemory): boolean[] {
  return digests.map((digest) => memory.has(digest));
}

Deno.test({
  name: "recordMemory remembers in its file, what other code has found aside",
  ignore,
  fn: () =>
    withTemporaryFolder((root) => {
      const path = `${root}/verified-records.txt`;
      const open = (by = checks) => recordMemory({ path, checks: by });
      const first = open(), second = open();
      first.add(digests[0]);
      first.save();
      // Another process, which opened it before there was any.
      second.add(digests[1]);
      second.save();
      assertEquals(known(open()), [false, true, false]);
      const third = open();
      third.add(digests[0]);
      third.save();
      third.save();
      assertEquals(known(open()), [true, true, false]);
      assertEquals(known(open("other code")), [false, false, false]);
      const other = open("other code");
      other.add(digests[2]);
      other.save();
      assertEquals(known(open()), [false, false, false]);
      assertEquals(known(open("other code")), [false, false, true]);
      return Promise.resolve();
    }),
});

Deno.test({
  name: "recordMemory makes nothing of a damaged file, and adds whole lines to it",
  ignore,
  fn: () =>
    withTemporaryFolder((root) => {
      const path = `${root}/verified-records.txt`;
      const open = () => recordMemory({ path, checks });
      const memory = open();
      for (const digest of digests.slice(0, 2)) memory.add(digest);
      memory.save();
      const whole = Deno.readFileSync(path);
      for (let cut = 0; cut < whole.length; cut++) {
        Deno.writeFileSync(path, whole.subarray(0, cut));
        const cutOff = open();
        cutOff.add(digests[2]);
        cutOff.save();
        assert(open().has(digests[2]), `cut at ${cut}`);
      }
      for (let place = 0; place < whole.length; place++) {
        const flipped = whole.slice();
        flipped[place] ^= 1;
        Deno.writeFileSync(path, flipped);
        assert(known(open()).includes(false), `flipped at ${place}`);
      }
      Deno.removeSync(path);
      Deno.mkdirSync(path);
      const nowhere = open();
      nowhere.add(digests[0]);
      nowhere.save();
      assertEquals(known(nowhere), [true, false, false]);
      return Promise.resolve();
    }),
});

Deno.test({
  name: "readRun reads the same with a memory as without, and refuses every changed byte",
  ignore,
  fn: () =>
    withTemporaryFolder(async (root) => {
      const memory = recordMemory({ path: `${root}/verified-records.txt`, checks });
      const runs = [0, 1].map((seed) => sampleRun({ seed }));
      for (const { record, metrics } of runs) await writeRun(root, record, metrics, memory);
      const again = runs.map(({ record }) => readRun(root, record, memory)!);
      assertEquals(again, runs);
      // Most of a record is that of the one before it.
      assert(again[0].record.environment === again[1].record.environment);
      assert(again[0].metrics === again[0].metrics);
      for (const name of ["record.json", "metrics.csv"]) {
        const path = `${root}/${runFolder(runs[0].record)}/${name}`;
        const whole = Deno.readFileSync(path);
        for (let place = 0; place < whole.length; place += 7) {
          const changed = whole.slice();
          changed[place] ^= 1 << place % 8;
          Deno.writeFileSync(path, changed);
          assertThrows(() => readRun(root, runs[0].record, memory), SyntaxError, path);
        }
        Deno.writeFileSync(path, whole);
      }
      assertEquals(readRun(root, runs[0].record, memory), runs[0]);
    }),
});

Deno.test({
  name: "readRun with a memory holds a record against its folder, and the file against what it was",
  ignore,
  fn: () =>
    withTemporaryFolder(async (root) => {
      const memory = recordMemory({ path: `${root}/verified-records.txt`, checks });
      const { record, metrics } = sampleRun();
      const folder = await writeRun(root, record, metrics, memory);
      const other = sampleRecord({ seed: 7 });
      Deno.renameSync(folder, `${root}/${runFolder(other)}`);
      assertThrows(
        () => readRun(root, other, memory),
        SyntaxError,
        "another trial's: its seed is 0",
      );
      assertEquals(readRun(root, record, memory), undefined);
    }),
});
