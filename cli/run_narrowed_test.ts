import { assert, assertEquals } from "@std/assert";
import { FILES, isPermitted, withTemporaryFolder } from "./testing/mod.ts";
import { narrowedPaths, runNarrowed } from "./run_narrowed.ts";

const ignore = Deno.build.os === "windows" || !isPermitted("narrowed programs", ...FILES);

/** Tries to write to and to read from each folder named, and notes beside itself what it could. */
const PROGRAM = `export async function attempt(args) {
  const results = {};
  for (const folder of args.flatMap((arg) => arg.split("try:").slice(1))) {
    const file = folder + "/file.txt";
    const tries = {
      read: () => Deno.readTextFileSync(file),
      write: () => Deno.writeTextFileSync(file, "written"),
      inside: () => new Worker("data:text/javascript,", { type: "module", deno: { permissions: { read: true } } }),
    };
    results[folder] = Object.keys(tries).filter((name) => {
      try { tries[name](); return true; } catch { return false; }
    });
  }
  Deno.writeTextFileSync(new URL("./results.json", import.meta.url), JSON.stringify(results));
  return 42;
}
export const fail = () => { throw new Error("not an expected one"); };`;

Deno.test({
  name: "runNarrowed lets a program read and write what it is for, and nothing else",
  ignore,
  fn: () =>
    withTemporaryFolder(async (root) => {
      const folders = ["program", "writes", "reads", "argument", "other"].map((name) =>
        `${root}/${name}`
      );
      for (const folder of folders) {
        await Deno.mkdir(folder);
        await Deno.writeTextFile(`${folder}/file.txt`, "");
      }
      const [program, writes, reads, argument, other] = folders;
      // A way to the same folder that is not its own path.
      await Deno.symlink(writes, `${root}/link`);
      await Deno.writeTextFile(`${program}/program.ts`, PROGRAM);
      const module = `file://${program}/program.ts`;
      const code = await runNarrowed({
        module,
        run: "attempt",
        args: [argument, ...[argument, writes, reads, other].map((folder) => `try:${folder}`)],
        reads: [reads],
        writes: [program, `${root}/link`],
      });
      assertEquals(code, 42);
      const results = JSON.parse(await Deno.readTextFile(`${program}/results.json`));
      assertEquals(results, {
        [argument]: ["read"],
        [writes]: ["read", "write"],
        [reads]: ["read"],
        [other]: [],
      });
    }),
});

Deno.test({
  name: "runNarrowed gives code 1 when the program throws",
  ignore,
  fn: () =>
    withTemporaryFolder(async (root) => {
      await Deno.writeTextFile(`${root}/program.ts`, PROGRAM);
      const module = `file://${root}/program.ts`;
      assertEquals(await runNarrowed({ module, run: "fail", args: [], writes: [root] }), 1);
    }),
});

Deno.test({
  name: "narrowedPaths has the end of every link, also of folders to be made",
  ignore,
  fn: () =>
    withTemporaryFolder(async (root) => {
      const real = await Deno.realPath(root);
      await Deno.mkdir(`${root}/there`);
      await Deno.symlink(`${real}/there`, `${root}/link`);
      const program = { module: "", run: "", args: [], writes: [`${root}/link/new/runs`] };
      const { read, write } = narrowedPaths(program);
      assertEquals(new Set(write), new Set([`${root}/link/new/runs`, `${real}/there/new/runs`]));
      assert(write.every((path) => read.includes(path)));
      assertEquals(narrowedPaths({ ...program, reads: "anything" }).read, "anything");
    }),
});
