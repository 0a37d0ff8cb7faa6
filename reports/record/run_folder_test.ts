import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { sampleRecord, sampleRun } from "../testing/sample_run.ts";
import { mayWriteFiles, withTemporaryFolder } from "../testing/temporary_folder.ts";
import { readRun, readRuns, runFolder, writeRun } from "./run_folder.ts";

const ignore = !mayWriteFiles("run folders");

Deno.test({
  name: "readRuns sorts by the trials' keys, seeds as numbers, whatever order they were written in",
  ignore,
  fn: () =>
    withTemporaryFolder(async (root) => {
      const runs = [
        sampleRun({ optimizer: { name: "sgd", title: "SGD" } }),
        sampleRun({ seed: 10 }),
        sampleRun({ seed: 9 }),
        sampleRun({ seed: 9, experiment: "another" }),
      ];
      for (const { record, metrics } of runs) await writeRun(root, record, metrics);
      assertEquals(await readRuns(root), [runs[3], runs[2], runs[1], runs[0]]);
      assertEquals(await readRuns(`${root}/another`), [runs[3]]);
    }),
});

Deno.test({
  name: "writeRun twice leaves the second trial and only two files",
  ignore,
  fn: () =>
    withTemporaryFolder(async (root) => {
      const { record, metrics } = sampleRun();
      await writeRun(root, record, metrics);
      const folder = await writeRun(root, { ...record, phase: "search" }, metrics);
      assertEquals(folder, `${root}/${runFolder(record)}`);
      const run = readRun(root, record);
      assertEquals([run?.record.phase, run?.metrics], ["search", metrics]);
      const names = [...Deno.readDirSync(folder)].map((entry) => entry.name).sort();
      assertEquals(names, ["metrics.csv", "record.json"]);
    }),
});

Deno.test({
  name: "readRun and readRuns take a folder without its record for a trial that never finished",
  ignore,
  fn: () =>
    withTemporaryFolder(async (root) => {
      const { record, metrics } = sampleRun();
      const folder = await writeRun(root, record, metrics);
      await Deno.remove(`${folder}/record.json`);
      assertEquals(readRun(root, record), undefined);
      assertEquals(await readRuns(root), []);
    }),
});

Deno.test({
  name: "writeRun refuses a broken record before it touches the disk",
  ignore,
  fn: () =>
    withTemporaryFolder(async (root) => {
      const record = sampleRecord({ status: "diverged" });
      await assertRejects(() => writeRun(root, record, []), SyntaxError, "divergedAtStep");
      assertEquals([...Deno.readDirSync(root)], []);
    }),
});

Deno.test({
  name: "writeRun refuses a score that is no metric of the problem before it touches the disk",
  ignore,
  fn: () =>
    withTemporaryFolder(async (root) => {
      const { record, metrics } = sampleRun();
      const rows = metrics.map((row) => ({ ...row, scores: { "validation/error": 1 } }));
      await assertRejects(() => writeRun(root, record, rows), RangeError, "'validation/error'");
      assertEquals([...Deno.readDirSync(root)], []);
    }),
});

Deno.test({
  name: "readRuns names the damaged file",
  ignore,
  fn: () =>
    withTemporaryFolder(async (root) => {
      const { record, metrics } = sampleRun();
      const folder = await writeRun(root, record, metrics);
      await Deno.writeTextFile(`${folder}/record.json`, "{");
      await assertRejects(() => readRuns(root), SyntaxError, `${folder}/record.json: not JSON`);
      await Deno.writeTextFile(`${folder}/record.json`, "{}");
      await assertRejects(
        () => readRuns(root),
        SyntaxError,
        `${folder}/record.json: 'formatVersion'`,
      );
      await Deno.writeTextFile(`${folder}/record.json`, '{"formatVersion":1}');
      await assertRejects(
        () => readRuns(root),
        SyntaxError,
        `${folder}/record.json: format version 1`,
      );
      await writeRun(root, record, metrics);
      await Deno.writeTextFile(`${folder}/metrics.csv`, "step\r\n");
      await assertRejects(
        () => readRuns(root),
        SyntaxError,
        `${folder}/metrics.csv: the checksum in its record does not hold`,
      );
      await Deno.remove(`${folder}/metrics.csv`);
      await assertRejects(() => readRuns(root), SyntaxError, `${folder}/metrics.csv: missing`);
      await Deno.mkdir(`${folder}/metrics.csv`);
      await assertRejects(() => readRuns(root), SyntaxError, `${folder}/metrics.csv: not a file`);
    }),
});

Deno.test({
  name: "readRun and readRuns refuse a whole trial in the folder of another one",
  ignore,
  fn: () =>
    withTemporaryFolder(async (root) => {
      const { record, metrics } = sampleRun();
      const folder = await writeRun(root, record, metrics);
      const others = [
        sampleRecord({ experiment: "other" }),
        sampleRecord({ problem: { ...record.problem, name: "other" } }),
        sampleRecord({ optimizer: { name: "other", title: "Other" } }),
        sampleRecord({ setting: { ...record.setting, id: "lr=0.1" } }),
        sampleRecord({ seed: 1 }),
      ];
      for (const other of others) {
        const place = `${root}/moved/${runFolder(other)}`;
        await Deno.mkdir(place, { recursive: true });
        for (const name of ["record.json", "metrics.csv"]) {
          await Deno.copyFile(`${folder}/${name}`, `${place}/${name}`);
        }
        assertThrows(() => readRun(`${root}/moved`, other), SyntaxError, "another trial's");
        await assertRejects(() => readRuns(`${root}/moved`), SyntaxError, "another trial's");
        await Deno.remove(`${root}/moved`, { recursive: true });
      }
      const renamed = { ...record, trialId: "0".repeat(16) };
      assertThrows(() => readRun(root, renamed), SyntaxError, "its trialId is");
      assertEquals((await readRuns(root)).length, 1);
    }),
});

Deno.test({
  name: "readRuns reads through a link, and from a folder between root and trial",
  ignore: ignore || Deno.build.os === "windows",
  fn: () =>
    withTemporaryFolder(async (root) => {
      const { record, metrics } = sampleRun();
      await writeRun(`${root}/runs`, record, metrics);
      await Deno.symlink(`${root}/runs/compare/digits-two-layer`, `${root}/link`);
      assertEquals(await readRuns(`${root}/link`), [{ record, metrics }]);
    }),
});
