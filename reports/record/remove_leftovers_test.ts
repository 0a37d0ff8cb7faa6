import { assertEquals } from "@std/assert";
import { mayWriteFiles, withTemporaryFolder } from "../testing/temporary_folder.ts";
import { temporaryName } from "./_temporary_name.ts";
import { removeLeftovers } from "./remove_leftovers.ts";

Deno.test({
  name: "removeLeftovers removes temporary files and nothing else, below a folder or in it alone",
  ignore: !mayWriteFiles("removeLeftovers"),
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await Deno.mkdir(`${folder}/a/b.tmp`, { recursive: true });
      const kept = ["record.json", "notes.tmp", "record.json.1234.tmp"];
      for (const name of kept) await Deno.writeTextFile(`${folder}/a/${name}`, "");
      const leave = () =>
        Promise.all(
          [`${folder}/index.html`, `${folder}/a/record.json`, `${folder}/a/b.tmp/metrics.csv`]
            .map((path) => Deno.writeTextFile(temporaryName(path), "half")),
        );
      await leave();
      assertEquals(await removeLeftovers(folder, { recursive: false }), 1);
      assertEquals(await removeLeftovers(folder), 2);
      await leave();
      assertEquals(await removeLeftovers(folder), 3);
      assertEquals(
        [...Deno.readDirSync(`${folder}/a`)].map(({ name }) => name).sort(),
        [
          "b.tmp",
          ...kept,
        ].sort(),
      );
      assertEquals(await removeLeftovers(`${folder}/nowhere`), 0);
    }),
});
