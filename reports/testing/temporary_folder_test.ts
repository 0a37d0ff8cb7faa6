import { assertEquals, assertRejects } from "@std/assert";
import { mayWriteFiles, withTemporaryFolder } from "./temporary_folder.ts";

Deno.test({
  name: "withTemporaryFolder removes its folder and what is in it, also after a test that fails",
  ignore: !mayWriteFiles("withTemporaryFolder"),
  fn: async () => {
    const folders: string[] = [];
    const write = async (folder: string) => {
      folders.push(folder);
      await Deno.writeTextFile(`${folder}/file`, "");
    };
    await withTemporaryFolder(write);
    const failing = withTemporaryFolder(async (folder) => {
      await write(folder);
      throw new RangeError("fails");
    });
    await assertRejects(() => failing, RangeError, "fails");
    assertEquals(new Set(folders).size, 2);
    for (const folder of folders) {
      await assertRejects(() => Deno.stat(folder), Deno.errors.NotFound);
    }
  },
});
