import { assertEquals, assertRejects } from "@std/assert";
import { mayWriteFiles, withTemporaryFolder } from "../testing/temporary_folder.ts";
import { recoverFolder, replaceFolder } from "./replace_folder.ts";

const ignore = !mayWriteFiles("replaceFolder");

/** Files with one content. */
function files(content: string, names = ["trials.csv", "index.html"]): Record<string, Uint8Array> {
  return Object.fromEntries(names.map((name) => [name, new TextEncoder().encode(content)]));
}

/** Everything below a folder: folders end in a slash, files have their content. */
function contents(folder: string, prefix = ""): Record<string, string> {
  const entries = [...Deno.readDirSync(folder)].sort((a, b) => a.name < b.name ? -1 : 1);
  return Object.assign(
    {},
    ...entries.map(({ name, isDirectory }) =>
      isDirectory
        ? { [`${prefix}${name}/`]: "", ...contents(`${folder}/${name}`, `${prefix}${name}/`) }
        : { [prefix + name]: Deno.readTextFileSync(`${folder}/${name}`) }
    ),
  );
}

/** Runs something while a function of Deno is another one. */
async function withDeno<Name extends "rename" | "cwd" | "mkdir">(
  name: Name,
  stand: typeof Deno[Name],
  run: () => Promise<unknown>,
): Promise<void> {
  const real = Deno[name];
  Deno[name] = stand;
  try {
    await run();
  } finally {
    Deno[name] = real;
  }
}

Deno.test({
  name: "replaceFolder replaces its files and keeps what else lies there",
  ignore,
  fn: () =>
    withTemporaryFolder(async (root) => {
      const folder = `${root}/out/compare`;
      await replaceFolder(folder, files("1"));
      assertEquals(contents(root), {
        "out/": "",
        "out/compare/": "",
        "out/compare/index.html": "1",
        "out/compare/trials.csv": "1",
      });
      await Deno.mkdir(`${folder}/profile`);
      await Deno.writeTextFile(`${folder}/profile/trace.json`, "{}");
      await Deno.writeTextFile(`${folder}/notes.txt`, "mine");
      await replaceFolder(folder, files("2", ["metrics.csv", "index.html"]));
      assertEquals(contents(folder), {
        "index.html": "2",
        "metrics.csv": "2",
        "notes.txt": "mine",
        "profile/": "",
        "profile/trace.json": "{}",
        "trials.csv": "1",
      });
      assertEquals([...Deno.readDirSync(`${root}/out`)].length, 1);
    }),
});

Deno.test({
  name: "replaceFolder swaps the folder that a link leads to",
  ignore: ignore || Deno.build.os === "windows",
  fn: () =>
    withTemporaryFolder(async (root) => {
      await Deno.mkdir(`${root}/real`);
      await Deno.symlink(`${root}/real`, `${root}/link`);
      await replaceFolder(`${root}/link`, files("1"));
      await replaceFolder(`${root}/link`, files("2"));
      assertEquals(await Deno.readTextFile(`${root}/real/trials.csv`), "2");
      assertEquals((await Deno.lstat(`${root}/link`)).isSymlink, true);
    }),
});

Deno.test({
  name: "replaceFolder leaves the former files all there, whichever rename fails",
  ignore,
  fn: () =>
    withTemporaryFolder(async (root) => {
      const folder = `${root}/compare`;
      await replaceFolder(folder, files("1"));
      await Deno.writeTextFile(`${folder}/notes.txt`, "mine");
      const before = contents(root);
      const { rename } = Deno;
      for (const failing of [1, 2, 3]) {
        let renames = 0;
        const stand: typeof rename = async (from, to) => {
          renames++;
          if (renames === failing) throw new Error("no more");
          await rename(from, to);
        };
        await withDeno(
          "rename",
          stand,
          () => assertRejects(() => replaceFolder(folder, files("2")), Error, "no more"),
        );
        assertEquals(contents(root), before);
      }
    }),
});

Deno.test({
  name: "recoverFolder finishes a swap wherever it was killed, and undoes what had not begun",
  ignore,
  fn: () =>
    withTemporaryFolder(async (root) => {
      const folder = `${root}/compare`;
      const { rename } = Deno;
      for (const killedBefore of [1, 2, 3]) {
        await replaceFolder(folder, files("1"));
        await Deno.writeTextFile(`${folder}/notes.txt`, "mine");
        let renames = 0;
        let killed = () => {};
        const death = new Promise<void>((resolve) => killed = resolve);
        const stand: typeof rename = async (from, to) => {
          if (++renames < killedBefore) return await rename(from, to);
          killed();
          await new Promise(() => {});
        };
        await withDeno("rename", stand, () => {
          void replaceFolder(folder, files("2"));
          return death;
        });
        // The next start makes the folder before anything else.
        if (killedBefore === 3) await Deno.mkdir(folder, { recursive: true });
        await recoverFolder(folder);
        const content = killedBefore === 1 ? "1" : "2";
        assertEquals(contents(root), {
          "compare/": "",
          "compare/index.html": content,
          "compare/notes.txt": "mine",
          "compare/trials.csv": content,
        });
        await recoverFolder(folder);
      }
    }),
});

Deno.test({
  name: "recoverFolder removes what a killed program left, and nothing of others",
  ignore,
  fn: () =>
    withTemporaryFolder(async (root) => {
      const folder = `${root}/compare`;
      await replaceFolder(folder, files("1"));
      const id = crypto.randomUUID();
      await Deno.writeTextFile(`${folder}/index.html.${id}.tmp`, "half");
      for (const name of [`compare.old.${id}.tmp`, `compare.new.${id}.tmp`]) {
        await Deno.mkdir(`${root}/${name}`);
        await Deno.writeTextFile(`${root}/${name}/index.html`, "0");
      }
      for (const name of ["compare.new", `depth.new.${id}.tmp`]) {
        await Deno.mkdir(`${root}/${name}`);
      }
      await recoverFolder(folder);
      assertEquals(contents(root), {
        "compare.new/": "",
        "compare/": "",
        "compare/index.html": "1",
        "compare/trials.csv": "1",
        [`depth.new.${id}.tmp/`]: "",
      });
      await Deno.rename(folder, `${root}/compare.old.${id}.tmp`);
      await recoverFolder(folder);
      assertEquals(contents(folder), { "index.html": "1", "trials.csv": "1" });
      await recoverFolder(`${root}/nowhere/at/all`);
    }),
});

Deno.test({
  name:
    "replaceFolder writes file by file where it cannot swap: in the folder it runs in, on a mount, for one file",
  ignore,
  fn: () =>
    withTemporaryFolder(async (temporary) => {
      const root = await Deno.realPath(temporary);
      const folder = `${root}/compare`;
      await Deno.mkdir(`${folder}/inner`, { recursive: true });
      const { rename } = Deno;
      const renamed: string[] = [];
      const noting: typeof rename = async (from, to) => {
        if (to === folder || from === folder) throw new Deno.errors.Busy("mounted");
        renamed.push(String(to).slice(folder.length + 1));
        await rename(from, to);
      };
      const expected = ["trials.csv", "index.html"];
      await withDeno("rename", noting, async () => {
        await replaceFolder(folder, files("1"));
        assertEquals(renamed.splice(0), expected);
        await withDeno("cwd", () => `${folder}/inner`, () => replaceFolder(folder, files("2")));
        assertEquals(renamed.splice(0), expected);
        await replaceFolder(folder, files("3", ["index.html"]));
        assertEquals(renamed.splice(0), ["index.html"]);
      });
      const { mkdir } = Deno;
      await withDeno("mkdir", async (path, options) => {
        if (String(path).includes(".new.")) throw new Deno.errors.PermissionDenied("not yours");
        await mkdir(path, options);
      }, () => replaceFolder(folder, files("4")));
      assertEquals(contents(root), {
        "compare/": "",
        "compare/index.html": "4",
        "compare/inner/": "",
        "compare/trials.csv": "4",
      });
    }),
});

Deno.test({
  name: "replaceFolder never replaces a folder by a file",
  ignore,
  fn: () =>
    withTemporaryFolder(async (root) => {
      await Deno.mkdir(`${root}/compare/trials.csv/taken`, { recursive: true });
      const replace = () => replaceFolder(`${root}/compare`, files("1"));
      await assertRejects(replace, Deno.errors.IsADirectory, "trials.csv is a folder");
      assertEquals(Object.keys(contents(`${root}/compare`)), ["trials.csv/", "trials.csv/taken/"]);
    }),
});
