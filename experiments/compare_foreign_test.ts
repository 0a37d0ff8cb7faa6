import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { pluginText } from "@descent/lab/testing";
import {
  assert,
  assertEquals,
  assertMatch,
  assertNotEquals,
  assertStringIncludes,
} from "@std/assert";
import { rowsOf, runCompare, SHORT } from "./_testing.ts";

const ignore = !isPermitted("compare", ...FILES);
const mayRunPlugins = isPermitted("compare with plugins", {
  name: "run",
  command: Deno.execPath(),
});
/** The text of a module with a problem: the value of a bowl, whose lowest point is 0. */
function bowl(): string {
  const problems = import.meta.resolve("@descent/problems");
  return `import { functionProblem } from "${problems}";
  export default functionProblem({
      name: "bowl",
      title: "A bowl",
      reference: "nobody",
      start: [3, -2],
      value: ([x, y]) => x * x / 2 + y * y / 20,
      gradient: ([x, y]) => [x, y / 10],
      steps: 40,
      learningRates: { sgd: 0.01 },
    });`;
}

Deno.test({
  name: "compare takes in a plugin; one that throws fails its own trials and no other",
  ignore: ignore || !mayRunPlugins,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const plugin = `${folder}/mine.js`;
      // Passes the conformance suite, whose parameters are smaller.
      const refuse = `if (value.size === 7840) throw new Error("too large for me");`;
      await Deno.writeTextFile(plugin, pluginText("mine"));
      const good = await runCompare(
        folder,
        ...SHORT,
        `--plugin=${plugin}`,
        "--optimizers=mine,sgd",
      );
      assertEquals(good.code, 0);
      assertMatch(good.error, /^Third-party code: [^\n]+$/);
      const descend = "value.data[i] -= learningRate * gradient.data[i];";
      await Deno.writeTextFile(plugin, pluginText("mine", refuse + descend));
      const bad = await runCompare(folder, ...SHORT, `--plugin=${plugin}`, "--optimizers=mine,sgd");
      assertEquals(bad.code, 0);
      assertEquals(
        bad.error.split("\n").slice(1).join("\n"),
        `2 of ${rowsOf(folder, "trials.csv").length} trials failed, first mine with seed 0: ` +
          "Error: too large for me",
      );
      const rows = rowsOf(folder, "trials.csv");
      const status = (name: string) =>
        rows.filter(({ optimizer }) => optimizer === name).map((row) => row.status);
      assertEquals(status("mine"), ["failed", "failed"]);
      assertEquals(status("sgd").includes("failed"), false);
      assertStringIncludes(bad.out, "SGD reached ");
    }),
});

Deno.test({
  name:
    "a plugin that never ends fails alone: a report is written, and other records keep every bit",
  ignore: ignore || !mayRunPlugins,
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
  ignore: ignore || !mayRunPlugins,
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

Deno.test({
  name: "compare takes a third party's problem to its workers, the same for any number of jobs",
  ignore: ignore || !mayRunPlugins,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const mine = `${folder}/mine.ts`;
      await Deno.writeTextFile(mine, bowl());
      const args = ["--optimizers=sgd,adam", "--settings=3", "--seeds=2"];
      const [one, two] = [`${folder}/one`, `${folder}/two`];
      const { code, out, error } = await runCompare(one, ...args, `--problem=${mine}`, "--jobs=1");
      assertEquals(code, 0);
      assertMatch(error, /^Third-party code: \S+mine\.ts\. [^\n]+$/);
      assertMatch(
        out,
        /^No clear winner: SGD has the lowest value, \S+, but 2 seeds cannot tell this from noise\./m,
      );
      await runCompare(two, ...args, `--problem=${mine}`, "--jobs=2");
      assertEquals(rowsOf(one, "metrics.csv"), rowsOf(two, "metrics.csv"));
      const trials = rowsOf(one, "trials.csv");
      assertEquals(trials.filter(({ phase }) => phase === "final").length, 2 * 2);
      for (const { problem, dataset, phase, steps, status } of trials) {
        assertEquals([problem, dataset], ["bowl", ""]);
        if (phase === "final") assertEquals([steps, status], ["40", "completed"]);
      }
      const rates = trials.filter(({ optimizer }) => optimizer === "sgd").map((row) =>
        Number(row.hp_learning_rate)
      );
      for (const rate of [0.000316, 0.01, 0.316]) assert(rates.includes(rate), String(rates));

      // A changed module is another problem: nothing of the old one's trials is taken for its own.
      await Deno.writeTextFile(`${folder}/other.ts`, bowl() + "// changed");
      await runCompare(one, ...args, `--problem=${folder}/other.ts`);
      const ids = new Set(trials.map((row) => row.trial_id));
      assertEquals(rowsOf(one, "trials.csv").filter((row) => ids.has(row.trial_id)), []);
    }),
});
