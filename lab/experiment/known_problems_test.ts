import { TaskError } from "@descent/cli";
import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { problemCatalogue } from "@descent/problems";
import { assertEquals, assertNotEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { problemText } from "../testing/mod.ts";
import { knownProblems } from "./known_problems.ts";

const ignore = !isPermitted("knownProblems", ...FILES, { name: "run", command: Deno.execPath() });
const names = problemCatalogue.map(({ name }) => name);

async function namesOf(...args: string[]): Promise<string[]> {
  return (await knownProblems(args)).map(({ plugin }) => plugin.name);
}

Deno.test("knownProblems are the first of the catalogue where none is named", async () => {
  const [first, ...others] = await knownProblems(["--epochs", "3", "--unknown"]);
  assertEquals([first.plugin, first.source, others], [problemCatalogue[0], null, []]);
});

Deno.test("knownProblems takes the problem of a table where only data are named", async () => {
  assertEquals(await namesOf("--dataset=wine"), ["table-classifier"]);
  assertEquals(await namesOf("--dataset=wine", "--target=alcohol"), ["table-regressor"]);
  assertEquals(await namesOf("--dataset", "digits"), [names[0]]);
  assertEquals(await namesOf("--dataset", "wime"), [names[0]]);
});

Deno.test({
  name: "knownProblems refuses data that are nowhere",
  ignore,
  fn: async () => {
    await assertRejects(
      () => namesOf("--dataset=no/such.csv"),
      TaskError,
      "--dataset: expected one of digits, ",
    );
  },
});

Deno.test("knownProblems finds every name of the catalogue, alone or with commas between", async () => {
  for (const name of names) assertEquals(await namesOf(`--problem=${name}`), [name]);
  assertEquals(await namesOf("--problems", names.toReversed().join(", ")), names.toReversed());
});

Deno.test("knownProblems takes each once, of both flags and of all their occurrences", async () => {
  assertEquals(
    await namesOf(
      "--problems=conv-net,two-layer,conv-net",
      "--problem=residual-net",
      "--problems=two-layer,fully-connected",
    ),
    ["residual-net", "conv-net", "two-layer", "fully-connected"],
  );
});

Deno.test("knownProblems refuses unknown names with the flag, the names and a guess", async () => {
  const among = `expected one of ${names.join(", ")}, or a module such as ./mine.ts`;
  const messages: Record<string, string> = {
    "--problem=two-leyer": `--problem: ${among}, got 'two-leyer' (did you mean two-layer?)`,
    "--problems=two-layer,xyz": `--problems: ${among}, got 'xyz'`,
    "--problems=two-layer,": `--problems: ${among}, got nothing`,
    "--problem=": `--problem: ${among}, got nothing`,
  };
  for (const [arg, message] of Object.entries(messages)) {
    const error = await assertRejects(() => knownProblems([arg]), TaskError);
    assertEquals([error.message, error.exitCode], [message, 2]);
  }
});

Deno.test({
  name: "knownProblems loads modules beside names, and tells their texts apart",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const paths = ["first", "second"].map((name) => `${folder}/${name}.js`);
      await Deno.writeTextFile(paths[0], problemText("first"));
      await Deno.writeTextFile(paths[1], problemText("second"));
      const url = new URL(`file://${paths[1]}`).href;
      const args = [`--problems=${paths[0]},two-layer,${url},${paths[0]}`, "--quick"];
      const [first, named, second, ...others] = await knownProblems(args);
      assertEquals(
        [first.plugin.name, named.plugin.name, second.plugin.name, others],
        ["first", "two-layer", "second", []],
      );
      assertEquals([first.source?.address, second.source?.address], [paths[0], url]);
      assertNotEquals(first.source?.digest, second.source?.digest);
    }),
});

Deno.test({
  name: "knownProblems checks a module with the texts that it cannot do without",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const path = `${folder}/table.js`;
      const text = problemText("table")
        .replace(
          "options: {",
          `options: {
          csvFile: { kind: "text", default: null, placeholder: "file", doc: "The table." },`,
        )
        .replace(
          `load: () => ({ digest: "" })`,
          `load({ csvFile }, { dataDirectory }) {
          if (csvFile !== "a.csv" || dataDirectory !== "tables") {
            throw new RangeError("No table '" + csvFile + "' in '" + dataDirectory + "'");
          }
          return { digest: "" };
        }`,
        );
      await Deno.writeTextFile(path, text);
      const args = [`--problem=${path}`, "--csv-file=a.csv"];
      assertEquals(await namesOf(...args, "--data-dir", "tables"), ["table"]);
      await assertRejects(() => knownProblems(args), TaskError, "No table 'a.csv' in 'undefined'");
    }),
});

Deno.test({
  name: "knownProblems refuses modules that do not fit or do not conform, with one sentence",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const cases: [texts: string[], message: string][] = [
        [["export default 42;"], "problem0.js': expected an object"],
        [["export default {"], "problem0.js': expected a TypeScript or JavaScript module"],
        [[problemText("two-layer")], "expected a name of its own, got 'two-layer'"],
        [[problemText("mine"), problemText("mine")], "expected a name of its own, got 'mine'"],
        [[problemText("uphill", "-curvature * value.data[i]")], "Problem 'uphill' fails the check"],
      ];
      for (const [index, [texts, message]] of cases.entries()) {
        const paths = texts.map((_, place) => `${folder}/${index}-problem${place}.js`);
        await Promise.all(paths.map((path, place) => Deno.writeTextFile(path, texts[place])));
        const args = [`--problems=${paths.join(",")}`];
        const error = await assertRejects(() => knownProblems(args), TaskError);
        assertStringIncludes(error.message, message);
        assertEquals([error.exitCode, error.message.includes("\n")], [2, false]);
      }
      await assertRejects(() => knownProblems([`--problem=${folder}/none.ts`]), TaskError, "none");
    }),
});
