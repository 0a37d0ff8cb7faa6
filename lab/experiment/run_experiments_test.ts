import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { stub } from "@std/testing/mock";
import { TaskError } from "@descent/cli";
import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import type { Experiment } from "./experiment.ts";
import { imageFlags } from "./image_flags.ts";
import { runExperiments } from "./run_experiments.ts";

const ignore = !isPermitted("experiments", ...FILES);

/** An experiment without trials that notes the values that it was given. */
function fake(name: string, given: object[] = [], failure?: Error): Experiment<object> {
  return {
    name,
    doc: `How is the ${name}?`,
    flags: () => imageFlags,
    run({ values }) {
      given.push(values);
      if (failure !== undefined) throw failure;
      const page = { kicker: name, title: `The ${name}`, headline: `${name} works.`, sections: [] };
      return Promise.resolve({ runs: [], page });
    },
  };
}

async function run(folder: string, experiments: readonly Experiment<object>[], ...args: string[]) {
  using log = stub(console, "log");
  using error = stub(console, "error");
  const small = ["--train-count=20", "--validation-count=10", "--test-count=10", "--jobs=1"];
  const folders = [`--out=${folder}/out`, `--runs=${folder}/runs`];
  const code = await runExperiments([...small, ...folders, ...args], {
    experiments,
    order: experiments.map(({ name }) => name),
  });
  const said = (calls: readonly { readonly args: unknown[] }[]) =>
    calls.map(({ args }) => String(args[0])).join("\n");
  return { code, out: said(log.calls), error: said(error.calls) };
}

Deno.test({
  name: "experiments runs each with its flags and its folder, and links the reports",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const given: object[] = [];
      const experiments = [fake("ant", given), fake("bee", given)];
      const { code, out, error } = await run(
        folder,
        experiments,
        "--quick",
        "--seed=7",
        "--dataset=mnist",
      );
      assertEquals([code, error], [0, ""]);
      assertEquals(given.map((values) => ({ ...values, jobs: 0 })), [
        ...["ant", "bee"].map((name) => ({
          dataset: "mnist",
          dataDir: undefined,
          trainCount: 20,
          validationCount: 10,
          testCount: 10,
          plugin: [],
          seed: 7,
          jobs: 0,
          threads: 1,
          native: "none",
          nativeLibrary: undefined,
          checkpointEvery: 60,
          csv: "rfc4180",
          host: undefined,
          live: false,
          port: undefined,
          shard: undefined,
          out: `${folder}/out/${name}`,
          runs: `${folder}/runs`,
          quick: true,
          failFast: false,
          profile: false,
          saveBest: false,
          allowPluginImports: false,
          schedule: undefined,
          splitSeed: 0,
          strictFma: false,
          convolution: "auto",
          testFraction: null,
          trialTimeout: undefined,
          validationFraction: null,
        })),
      ]);
      assertMatch(
        out,
        /^ant \(1 of 2\)\nant works\.\n\n0 trials in \d+ s\n\nReport: \S+\nTook \d+ s\n\nbee \(2 of 2\)/,
      );
      assertStringIncludes(out, `All reports: ${folder}/out/index.html`);
      const index = await Deno.readTextFile(`${folder}/out/index.html`);
      for (const text of ['href="ant/index.html"', "How is the bee?", "bee works."]) {
        assertStringIncludes(index, text);
      }
    }),
});

Deno.test({
  name: "experiments goes on after one that fails, keeps its former report, and says so at the end",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await run(folder, [fake("ant")]);
      const failing = fake("ant", [], new TaskError("ant: no sugar", 2));
      const { code, error } = await run(folder, [failing, fake("bee")]);
      assertEquals(code, 1);
      assertEquals(error, "ant: no sugar\nexperiments: 1 of 2 failed: ant");
      const index = await Deno.readTextFile(`${folder}/out/index.html`);
      for (const text of ["ant works.", "bee works."]) assertStringIncludes(index, text);
    }),
});

Deno.test({
  name: "experiments ends when it is interrupted",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const given: object[] = [];
      const interrupted = fake("ant", [], new TaskError("ant: interrupted", 130));
      const { code, error } = await run(folder, [interrupted, fake("bee", given)]);
      assertEquals([code, given.length], [130, 0]);
      assertEquals(error, "ant: interrupted\nexperiments: ended in ant");
    }),
});

Deno.test("experiments says once, before it runs anything, that the library cannot be used", async () => {
  const given: object[] = [];
  const flags = ["--native=openblas", "--native-library=/no/such/libblas.so"];
  const { code, error } = await run("/nowhere", [fake("ant", given)], ...flags);
  assertEquals([code, given.length], [2, 0]);
  assertMatch(error, /^--(native openblas|native-library): [^\n]+$/);
});

Deno.test("experiments refuses flags before it runs anything", async () => {
  const given: object[] = [];
  const { code, error } = await run("/nowhere", [fake("ant", given)], "--seeds=3");
  assertEquals([code, given.length], [2, 0]);
  assertStringIncludes(error, "experiments: unknown flag --seeds (did you mean --seed");
});
