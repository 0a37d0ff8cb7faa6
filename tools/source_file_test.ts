import { assertEquals, assertThrows } from "@std/assert";
import { importsOf, parseSource, readSourceFiles } from "./source_file.ts";

Deno.test("readSourceFiles reads TypeScript files, without installed packages and outputs", async () => {
  const root = await Deno.makeTempDir();
  try {
    for (const folder of ["core/sub", "core/node_modules", "core/out", ".git"]) {
      await Deno.mkdir(`${root}/${folder}`, { recursive: true });
      await Deno.writeTextFile(`${root}/${folder}/b.ts`, folder);
    }
    await Deno.writeTextFile(`${root}/core/a.ts`, "a");
    await Deno.writeTextFile(`${root}/core/a.md`, "no source");
    assertEquals(await readSourceFiles(root), [
      { path: "core/a.ts", text: "a" },
      { path: "core/sub/b.ts", text: "core/sub" },
    ]);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("importsOf gives specifiers with their lines", () => {
  assertEquals(
    importsOf({ path: "a.ts", text: 'import a from "a";\n\nexport const b = () => import("b");' }),
    [{ specifier: "a", line: 1 }, { specifier: "b", line: 3 }],
  );
});

Deno.test("parseSource names the file that it cannot parse", () => {
  assertThrows(
    () => parseSource({ path: "core/a.ts", text: "const = 1" }),
    SyntaxError,
    "core/a.ts",
  );
});
