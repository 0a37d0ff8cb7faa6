import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { takeSnapshot } from "./module_snapshot.ts";

const ignore = !isPermitted("takeSnapshot", ...FILES);

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await Deno.mkdir(`${folder}/${name.replace(/[^/]*$/, "")}`, { recursive: true });
    await Deno.writeTextFile(`${folder}/${name}`, text);
  }
}

Deno.test({
  name: "takeSnapshot has the module's own files, members not among them",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await write(folder, {
        "own/a b.ts": 'import "../lib/b.ts";\nimport { sgd } from "@descent/optim";',
        "lib/b.ts": 'import "node:path";\nnew URL("./data.bin", import.meta.url);',
        "lib/data.bin": "\xff",
        "lib/unused.ts": "",
      });
      const { files, source, base } = takeSnapshot(`${folder}/own/a b.ts`);
      assertEquals(Object.keys(files).sort(), ["lib/b.ts", "lib/data.bin", "own/a b.ts"]);
      assertEquals(base, new URL(`file://${folder}/`).href);
      assertEquals(source.address, `${folder}/own/a b.ts`);
    }),
});

Deno.test({
  name: "takeSnapshot's digest changes with every file, and not with the place",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const files: Record<string, string> = {
        "a.ts": 'import "./b.ts";',
        "b.ts": 'import "./c.json" with { type: "json" };',
        "c.json": "1",
      };
      const digestIn = async (name: string, changed: Readonly<Record<string, string>> = {}) => {
        await write(`${folder}/${name}`, { ...files, ...changed });
        return takeSnapshot(`${folder}/${name}/a.ts`).source.digest;
      };
      const first = await digestIn("first");
      assertEquals(await digestIn("second"), first);
      for (const [index, [name, text]] of Object.entries(files).entries()) {
        assertNotEquals(await digestIn(`changed${index}`, { [name]: `${text} ` }), first);
      }
    }),
});

Deno.test({
  name:
    "takeSnapshot refuses what would be downloaded, wherever it is imported, unless that is allowed",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const imports = ["npm:left-pad", "jsr:@a/b", "https://a.org/b.ts", "plotly.js-dist"]
        .concat("data:text/javascript,0");
      for (const [index, specifier] of imports.entries()) {
        const own = `${folder}/${index}`;
        await write(own, { "a.ts": 'import "./b.ts";', "b.ts": `await import("${specifier}");` });
        const error = assertThrows(() => takeSnapshot(`${own}/a.ts`), TypeError);
        assertEquals(error.message.includes(`got '${specifier}', which is downloaded`), true);
        assertEquals(error.message.includes("\n"), false);
        takeSnapshot(`${own}/a.ts`, { allowsImports: true });
      }
      assertThrows(() => takeSnapshot("npm:lion"), TypeError, "got 'npm:lion'");
    }),
});
