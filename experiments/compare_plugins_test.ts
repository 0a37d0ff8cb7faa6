import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { pluginText, runInFolder } from "@descent/lab/testing";
import { parse } from "@std/csv";
import { assertEquals, assertMatch, assertNotEquals, assertStringIncludes } from "@std/assert";
import { compare } from "./compare.ts";

const ignore = !isPermitted("compare with plugins", ...FILES, {
  name: "run",
  command: Deno.execPath(),
});
/** A comparison that takes a moment. */
const SHORT = ["--train-count=400", "--validation-count=100", "--test-count=100", "--epochs=1"]
  .concat("--settings=2", "--seeds=2", "--hidden=10");

const runCompare = (folder: string, ...args: string[]) => runInFolder(compare, folder, ...args);

/** The rows of one of the report's CSV files, without what differs from run to run. */
function rowsOf(folder: string, file: string): Record<string, string>[] {
  const rows = parse(Deno.readTextFileSync(`${folder}/out/${file}`), { skipFirstRow: true });
  return rows.map((row) => {
    const entries = Object.entries(row as Record<string, string>);
    return Object.fromEntries(entries.filter(([column]) => !column.includes("seconds")));
  });
}

Deno.test({
  name:
    "a plugin that never ends fails alone: a report is written, and other records keep every bit",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const [alone, both] = [`${folder}/alone`, `${folder}/both`];
      await runCompare(alone, ...SHORT, "--optimizers=sgd");
      const plugin = `${folder}/mine.js`;
      const hang = "if (value.size === 7840) for (;;); " +
        "value.data[i] -= learningRate * gradient.data[i];";
      await Deno.writeTextFile(plugin, pluginText("mine", hang));
      const args = [`--plugin=${plugin}`, "--optimizers=mine,sgd", "--trial-timeout=1"];
      const { code, out, error } = await runCompare(both, ...SHORT, ...args);
      assertEquals(code, 0);
      assertStringIncludes(out, "Report: ");
      assertMatch(error, /2 of \d+ trials failed, first mine with seed 0: The trial was ended: /);
      const sgd = (of: string) =>
        rowsOf(of, "metrics.csv").filter(({ optimizer }) => optimizer === "sgd");
      assertEquals(sgd(both), sgd(alone));
      const unused = await runCompare(both, ...SHORT, `--plugin=${plugin}`, "--optimizers=sgd");
      assertMatch(unused.error, /Plugin '\S+' is not used: 'mine' is not among --optimizers sgd/);
    }),
});

Deno.test({
  name: "a file that a plugin imports is part of its identity",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const args = [...SHORT, `--plugin=${folder}/mine.js`, "--optimizers=mine"];
      const factor = (text: string) => Deno.writeTextFile(`${folder}/factor.js`, text);
      const step = "value.data[i] -= factor * learningRate * gradient.data[i];";
      const text = `import { factor } from "./factor.js"; ${pluginText("mine", step)}`;
      await Deno.writeTextFile(`${folder}/mine.js`, text);
      await factor("export const factor = 1;");
      await runCompare(folder, ...args);
      const first = rowsOf(folder, "metrics.csv");
      await factor("export const factor = 0.5;");
      await runCompare(folder, ...args);
      assertNotEquals(rowsOf(folder, "metrics.csv"), first);
    }),
});
