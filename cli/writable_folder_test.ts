import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { TaskError } from "@descent/cli";
import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { assertWritableFolder } from "./writable_folder.ts";

const ignore = !isPermitted("assertWritableFolder", ...FILES);

Deno.test({
  name: "assertWritableFolder makes the folder and leaves nothing in it",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await assertWritableFolder("--out", `${folder}/a/b`);
      assertEquals([...Deno.readDirSync(`${folder}/a/b`)], []);
    }),
});

Deno.test({
  name: "assertWritableFolder names the flag and the folder, and blames the machine",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await Deno.writeTextFile(`${folder}/file`, "");
      const bad = `${folder}/file/out`;
      const error = await assertRejects(() => assertWritableFolder("--runs", bad), TaskError);
      assertEquals(error.exitCode, 1);
      assertStringIncludes(
        error.message,
        "--runs: expected a folder that can be written to, got '",
      );
      assertStringIncludes(error.message, bad);
    }),
});
