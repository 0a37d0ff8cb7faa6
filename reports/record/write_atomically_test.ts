import { assertEquals, assertRejects } from "@std/assert";
import { mayWriteFiles, withTemporaryFolder } from "../testing/temporary_folder.ts";
import { writeAtomically } from "./write_atomically.ts";

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
