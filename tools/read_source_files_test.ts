import { assertEquals } from "@std/assert";
import { readSourceFiles } from "./read_source_files.ts";

Deno.test("readSourceFiles reads TypeScript files, without installed packages and outputs", async () => {
  const root = await Deno.makeTempDir();
  try {
    for (const folder of ["core/sub", "core/node_modules", "core/out", ".git"]) {
      await Deno.mkdir(`${root}/${folder}`, { recursive: true });
      await Deno.writeTextFile(`${root}/${folder}/b.ts`, folder);
    }
    await Deno.writeTextFile(`${root}/core/a.ts`, "a");
    await Deno.writeTextFile(`${root}/core/a.md`, "a guide");
    assertEquals(await readSourceFiles(root), [
      { path: "core/a.ts", text: "a" },
      { path: "core/sub/b.ts", text: "core/sub" },
    ]);
    assertEquals(await readSourceFiles(root, [".md"]), [{ path: "core/a.md", text: "a guide" }]);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
