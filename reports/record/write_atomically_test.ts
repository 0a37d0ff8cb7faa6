import { assertEquals, assertRejects } from "@std/assert";
import { mayWriteFiles, withTemporaryFolder } from "../testing/temporary_folder.ts";
import { removeLeftovers } from "./remove_leftovers.ts";
import { writeAtomically, writeFilesAtomically } from "./write_atomically.ts";

const ignore = !mayWriteFiles("writeAtomically");

function names(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map((entry) => entry.name).sort();
}

Deno.test({
  name: "writeAtomically replaces a file whole and leaves no temporary name",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await writeAtomically(`${folder}/a.csv`, "old and long");
      await writeAtomically(`${folder}/a.csv`, new Uint8Array([0x6e, 0x65, 0x77]));
      assertEquals(await Deno.readTextFile(`${folder}/a.csv`), "new");
      assertEquals(names(folder), ["a.csv"]);
    }),
});

Deno.test({
  name: "writeAtomically leaves nothing behind when the name cannot be taken",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await Deno.mkdir(`${folder}/taken/inner`, { recursive: true });
      await assertRejects(() => writeAtomically(`${folder}/taken`, "text"));
      assertEquals(names(folder), ["taken"]);
    }),
});

Deno.test({
  name: "writeFilesAtomically gives no file its name before all are written",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await Deno.mkdir(`${folder}/b.csv/inner`, { recursive: true });
      await assertRejects(() => writeFilesAtomically(folder, { "x/a.csv": "1", "b.csv": "2" }));
      await assertRejects(() => writeFilesAtomically(folder, { "b.csv": "2", "a.csv": "1" }));
      assertEquals(names(folder), ["b.csv"]);
      await writeFilesAtomically(folder, { "a.csv": "1", "c.csv": new Uint8Array(0) });
      assertEquals(names(folder), ["a.csv", "b.csv", "c.csv"]);
      assertEquals(await Deno.readTextFile(`${folder}/a.csv`), "1");
    }),
});

Deno.test({
  name: "writeAtomically writes again when its temporary file is taken for a leftover",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const { rename } = Deno;
      let renames = 0;
      Deno.rename = async (from, to) => {
        if (renames++ === 0) await removeLeftovers(folder);
        await rename(from, to);
      };
      try {
        await writeAtomically(`${folder}/a.csv`, "whole");
      } finally {
        Deno.rename = rename;
      }
      assertEquals([renames, await Deno.readTextFile(`${folder}/a.csv`)], [2, "whole"]);
      assertEquals(names(folder), ["a.csv"]);
    }),
});
