import { TaskError } from "@descent/cli";
import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { optimizerCatalogue } from "@descent/optim";
import { assertEquals, assertNotEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { pluginText } from "../testing/mod.ts";
import { knownOptimizers } from "./known_optimizers.ts";

const ignore = !isPermitted("knownOptimizers", ...FILES, { name: "run", command: Deno.execPath() });

/** Writes texts to files and gives their arguments. */
async function pluginArgs(folder: string, ...texts: string[]): Promise<string[]> {
  const paths = texts.map((_, index) => `${folder}/plugin${index}.js`);
  await Promise.all(paths.map((path, index) => Deno.writeTextFile(path, texts[index])));
  return paths.map((path) => `--plugin=${path}`);
}

Deno.test("knownOptimizers without a plugin are the catalogue", async () => {
  const known = await knownOptimizers(["--epochs", "3", "--unknown"]);
  assertEquals(known.map(({ plugin }) => plugin), [...optimizerCatalogue]);
  assertEquals(known.every(({ source }) => source === null), true);
});

Deno.test({
  name: "knownOptimizers loads plugins, and tells their texts apart",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const args = await pluginArgs(folder, pluginText("first"), pluginText("second"));
      const [first, second] = (await knownOptimizers(["--quick", ...args])).slice(
        optimizerCatalogue.length,
      );
      assertEquals([first.plugin.name, second.plugin.name], ["first", "second"]);
      assertEquals(first.source?.address, `${folder}/plugin0.js`);
      assertNotEquals(first.source?.digest, second.source?.digest);
    }),
});

Deno.test({
  name: "knownOptimizers refuses what does not fit, with one sentence",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const ascent = pluginText("ascent", "value.data[i] += learningRate * gradient.data[i];");
      const cases: [string[], string][] = [
        [["export default 42;"], "plugin0.js': expected an object"],
        [["export default {"], "plugin0.js': expected a TypeScript or JavaScript module"],
        [[pluginText("adam")], "expected a name of its own, got 'adam'"],
        [[pluginText("mine"), pluginText("mine")], "expected a name of its own, got 'mine'"],
        [[ascent], "Plugin 'ascent' fails the check"],
      ];
      for (const [index, [texts, message]] of cases.entries()) {
        const own = `${folder}/${index}`;
        await Deno.mkdir(own);
        const args = await pluginArgs(own, ...texts);
        const error = await assertRejects(() => knownOptimizers(args), TaskError);
        assertStringIncludes(error.message, message);
        assertEquals([error.exitCode, error.message.includes("\n")], [2, false]);
      }
    }),
});
