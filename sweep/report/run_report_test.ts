import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { compare } from "@descent/experiments";
import { type ConsoleOutput, runInFolder } from "@descent/lab/testing";
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { stub } from "@std/testing/mock";
import { runReport } from "./run_report.ts";

const ignore = !isPermitted("reports over folders", ...FILES, {
  name: "env",
  variable: "DESCENT_DATA",
});
const SHORT = ["--train-count=60", "--validation-count=20", "--test-count=20", "--hidden=4"]
  .concat("--epochs=1", "--seeds=2", "--learning-rate=0.1", "--optimizers=sgd,adam", "--jobs=1");

async function report(...args: string[]): Promise<ConsoleOutput> {
  using log = stub(console, "log");
  using error = stub(console, "error");
  using _write = stub(Deno.stderr, "writeSync", (bytes: Uint8Array) => bytes.length);
  const code = await runReport(args);
  const [out, said] = [log, error].map(({ calls }) => calls.map(({ args }) => args[0]).join("\n"));
  return { code, out, error: said };
}

async function runParts(folder: string): Promise<string[]> {
  const parts = [`${folder}/part-1`, `${folder}/part-2`];
  for (const [index, part] of parts.entries()) {
    const { code, error } = await runInFolder(compare, part, ...SHORT, `--shard=${index + 1}/2`);
    assertEquals([code, error], [0, ""]);
    assertEquals([...Deno.readDirSync(part)].map(({ name }) => name), ["runs"]);
  }
  return parts.map((part) => `${part}/runs`);
}

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for (const { name, isDirectory } of Deno.readDirSync(from)) {
    const [source, target] = [`${from}/${name}`, `${to}/${name}`];
    if (isDirectory) await copyFolder(source, target);
    else await Deno.copyFile(source, target);
  }
}

Deno.test({
  name:
    "the report over the parts of a run is the same, byte for byte, as one over all in one folder",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const runs = await runParts(folder);
      const { code, out, error } = await report(...runs, `--out=${folder}/joined`);
      assertEquals([code, error], [0, ""]);
      assertStringIncludes(out, "4 trials in");
      for (const part of runs) await copyFolder(part, `${folder}/whole/runs`);
      assertEquals((await runInFolder(compare, `${folder}/whole`, ...SHORT)).code, 0);
      for (const { name } of Deno.readDirSync(`${folder}/whole/out`)) {
        const [joined, whole] = [`${folder}/joined`, `${folder}/whole/out`]
          .map((place) => Deno.readTextFileSync(`${place}/${name}`));
        assertEquals(joined, whole, name);
      }

      assertEquals((await report(...runs, "--csv=excel", `--out=${folder}/excel`)).code, 0);
      const [first, ...others] = Deno.readFileSync(`${folder}/excel/trials.csv`);
      assertEquals([first, ...others.slice(0, 2)], [0xef, 0xbb, 0xbf], "a byte order mark");

      const alone = await report(runs[0], `--out=${folder}/alone`);
      assertEquals(alone.code, 2);
      assertMatch(alone.error, /2 of 4 trials are not in \S+part-1\/runs, such as two-layer adam/);

      const both = await report("--compare", ...runs);
      assertEquals(both.code, 0);
      assertMatch(both.out, /They have no trial in common\.[^]*settings +optimizer +sgd +adam/);
    }),
});

Deno.test({
  name: "report asks which command where there are several, and takes the one after --",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      for (const extra of ["--optimizers=sgd", "--optimizers=adam"]) {
        assertEquals((await runInFolder(compare, folder, ...SHORT, extra)).code, 0);
      }
      const runs = `${folder}/runs`, out = `--out=${folder}/joined`;
      const { code, error } = await report(runs, out);
      assertEquals(code, 2);
      assertMatch(
        error,
        /got those of 2; give one of them after --:\n {2}compare --train-count=60/,
      );
      const flags = SHORT.filter((flag) => !flag.startsWith("--jobs"));
      const chosen = await report(runs, out, "--", "compare", ...flags);
      assertEquals([chosen.code, chosen.error], [0, ""]);
    }),
});

const refused: [args: string[], message: string][] = [
  [[], "report: expected folders of trials, got none"],
  [["no/such/folder"], "no/such/folder: expected a folder of trials, found none in it"],
  [["--compare", "runs"], "--compare: expected two folders of trials, got 1"],
];

for (const [args, message] of refused) {
  Deno.test({
    name: `report refuses ${args.join(" ") || "no folder"}`,
    ignore,
    fn: async () => {
      const { code, error } = await report(...args);
      assertEquals(code, 2);
      assertStringIncludes(error, message);
    },
  });
}
