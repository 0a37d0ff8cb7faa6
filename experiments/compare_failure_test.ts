import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { pluginText } from "@descent/lab/testing";
import { readRuns } from "@descent/reports";
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { rowsOf, runCompare, SHORT } from "./_testing.ts";

const ignore = !isPermitted("compare", ...FILES);
/** The text after the line that tells of third-party code. */
function afterNotice(error: string): string {
  const [notice, ...others] = error.split("\n");
  assertMatch(notice, /^Third-party code: /);
  return others.join("\n");
}

Deno.test({
  name: "compare ends with code 1 when all trials failed, and with 0 and a line when some did",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const plugin = `${folder}/mine.ts`;
      // Passes the conformance suite, whose parameters are smaller.
      const failing = 'if (value.size === 7840) throw new Error("my step fails");' +
        "value.data[i] -= learningRate * gradient.data[i];";
      await Deno.writeTextFile(plugin, pluginText("constructor", failing));
      const args = [...SHORT, `--plugin=${plugin}`, "--learning-rate=0.1", "--seeds=1"];
      const all = await runCompare(`${folder}/all`, ...args, "--optimizers=constructor");
      assertEquals(all.code, 1);
      assertEquals(
        afterNotice(all.error),
        "compare: the only trial failed, first constructor with seed 1: Error: my step fails",
      );
      assertStringIncludes(Deno.readTextFileSync(`${folder}/all/out/index.html`), "my step fails");
      const some = await runCompare(`${folder}/some`, ...args, "--optimizers=constructor,sgd");
      assertEquals(some.code, 0);
      assertMatch(
        afterNotice(some.error),
        /^1 of 2 trials failed, first constructor with seed 1: /,
      );
      const fast = [...args, "--optimizers=constructor,sgd", "--jobs=1", "--fail-fast"];
      const first = await runCompare(`${folder}/fast`, ...fast);
      assertEquals(first.code, 1);
      assertMatch(
        afterNotice(first.error),
        /^compare: constructor \S+ seed 1 failed, which ends the run: /,
      );
      assertEquals((await readRuns(`${folder}/fast/runs`)).length, 1);
      assertEquals(existing(`${folder}/fast/out`), []);
    }),
});

for (const name of ["constructor", "a".repeat(120)]) {
  Deno.test({
    name: `compare takes an optimizer called ${name.slice(0, 20)}`,
    ignore,
    fn: () =>
      withTemporaryFolder(async (folder) => {
        const plugin = `${folder}/mine.ts`;
        await Deno.writeTextFile(plugin, pluginText(name));
        const args = [...SHORT, `--plugin=${plugin}`, `--optimizers=sgd,${name}`];
        assertEquals((await runCompare(folder, ...args)).code, 0);
        const names = rowsOf(folder, "trials.csv").map(({ optimizer }) => optimizer);
        assertEquals(new Set(names), new Set(["sgd", name]));
      }),
  });
}

for (const name of ["toString", "__proto__", "a".repeat(130)]) {
  Deno.test({
    name: `compare refuses an optimizer called ${name.slice(0, 20)} in a sentence`,
    ignore,
    fn: () =>
      withTemporaryFolder(async (folder) => {
        const plugin = `${folder}/mine.ts`;
        await Deno.writeTextFile(plugin, pluginText(name));
        const { code, error } = await runCompare(folder, ...SHORT, `--plugin=${plugin}`);
        assertEquals(code, 2);
        assertMatch(error, /expected name to be lower-case .+, at most 120, got .+$/);
      }),
  });
}

function existing(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name);
}
