import { assertEquals, assertRejects } from "@std/assert";
import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { planDigest } from "../protocol/board_plan.ts";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import { readBoard, storedFiles } from "./read_board.ts";

const ignore = !isPermitted("readBoard", ...FILES);
const plan = samplePlan();
const files = await storedFiles(
  { plan, hash: await planDigest(plan), fusedMultiplyAdd: true },
  sampleTrials(),
);

async function write(folder: string, changes: Readonly<Record<string, string>> = {}) {
  for (const [name, text] of Object.entries({ ...files, ...changes })) {
    await Deno.writeTextFile(`${folder}/${name}`, text);
  }
}

Deno.test({
  name: "readBoard reads a run, compressed or not",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await write(folder);
      const { plan: read, trials } = await readBoard(folder);
      assertEquals([read, trials], [plan, sampleTrials()]);
      for (const name of ["trials.csv", "curves.csv"]) {
        const plain = await Deno.open(`${folder}/${name}`);
        const packed = await Deno.create(`${folder}/${name}.gz`);
        await plain.readable.pipeThrough(new CompressionStream("gzip")).pipeTo(packed.writable);
        await Deno.remove(`${folder}/${name}`);
      }
      assertEquals((await readBoard(folder)).trials, trials);
      await Deno.writeTextFile(`${folder}/curves.csv.gz`, "no gzip");
      await assertRejects(() => readBoard(folder), Error, "curves.csv.gz: expected gzip");
    }),
});

Deno.test({
  name: "readBoard refuses a changed plan, a changed table, and another version",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await write(folder, { "trials.csv": files["trials.csv"].replace("momentum", "adamw") });
      await assertRejects(() => readBoard(folder), Error, "expected the table that lab.json has");
      const index = JSON.parse(files["lab.json"]);
      const other = (changes: object) =>
        JSON.stringify({ ...index, plan: { ...index.plan, ...changes } });
      await write(folder, { "lab.json": other({ draws: 9 }) });
      await assertRejects(() => readBoard(folder), Error, "expected the plan that its hash is of");
      await write(folder, { "lab.json": other({ version: 2 }) });
      await assertRejects(() => readBoard(folder), Error, "expected a plan of version 1, got 2");
      await write(folder, { "lab.json": "{" });
      await assertRejects(() => readBoard(folder), Error, folder);
    }),
});
