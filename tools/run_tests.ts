import { pathToFileURL } from "node:url";
import { gatheredExamples, type GatheredModule, gatheredTests } from "./gathered_modules.ts";
import { readSourceFiles, type SourceFile } from "./read_source_files.ts";

// Deno sets up a world of JavaScript for each module of tests, which takes it 0.4 s whatever is in
// it, and one for each example: with those of a folder in one, all run in two fifths of the time.
const USAGE = `Runs the tests or the examples of the workspace, those of a folder in one module.

Usage, in its root: deno run tools/run_tests.ts tests|examples [--without-permissions]`;

const ROOT = pathToFileURL(`${Deno.cwd()}/`);

/** Folders with tasks and tests of their own, those of outputs, and what is another language. */
const LEFT_OUT = /^(bench|std|sweep|tools)\/|\/assembly\//;

/** The files of the workspace with their texts, sorted by path. */
async function workspaceFiles(): Promise<SourceFile[]> {
  const files = await readSourceFiles(Deno.cwd(), [".ts", ".md"]);
  return files.filter(({ path }) => !LEFT_OUT.test(path));
}

/** Flags of `deno test` where tests may do what they need. */
const PERMITTED = ["-P=test", `--allow-run=/usr/bin/python3,${Deno.execPath()}`];

/** Writes the modules to a folder, gives them to `deno test`, and returns its exit code. */
async function runModules(
  modules: readonly GatheredModule[],
  flags: readonly string[],
): Promise<number> {
  const folder = await Deno.makeTempDir({ prefix: "tests_" });
  try {
    await Deno.mkdir(`${folder}/examples`);
    for (const { path, text } of modules) await Deno.writeTextFile(`${folder}/${path}`, text);
    const run = modules.filter(({ runs }) => runs).map(({ path }) => `${folder}/${path}`);
    const command = new Deno.Command(Deno.execPath(), {
      args: ["test", "--config", "deno.json", "--parallel", ...flags, ...run],
      cwd: ROOT,
    });
    return (await command.spawn().status).code;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

if (import.meta.main) {
  // The tests end by it; this process stays to remove the modules.
  Deno.addSignalListener("SIGINT", () => {});
  const [what, flag, ...others] = Deno.args;
  const gathered = { tests: gatheredTests, examples: gatheredExamples }[what];
  if (!gathered || others.length > 0 || ![undefined, "--without-permissions"].includes(flag)) {
    console.error(USAGE);
    Deno.exit(2);
  }
  const modules = gathered(ROOT, await workspaceFiles());
  Deno.exit(await runModules(modules, flag === undefined ? PERMITTED : ["--no-check"]));
}
