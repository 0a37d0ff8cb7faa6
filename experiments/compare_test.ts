import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { runExperiment } from "@descent/lab";
import { hasBlas, problemText } from "@descent/lab/testing";
import { readRuns } from "@descent/reports";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { stub } from "@std/testing/mock";
import { rowsOf, runCompare, SHORT } from "./_testing.ts";
import { compare } from "./compare.ts";

const ignore = !isPermitted("compare", ...FILES);
Deno.test({
  name: "compare searches, judges and reports, the same for any number of jobs and threads",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const [one, two] = [`${folder}/one`, `${folder}/two`];
      const { code, out, error } = await runCompare(one, ...SHORT, "--jobs=1");
      assertEquals([code, error], [0, ""]);
      assertMatch(
        out,
        /^No clear winner: \S+ has the lowest test loss, \S+ to \S+, but 2 seeds cannot tell/,
      );
      assertStringIncludes(Deno.readTextFileSync(`${one}/out/index.html`), "<!doctype html>");
      await runCompare(two, ...SHORT, "--jobs=2", "--threads=2");
      assertEquals(rowsOf(one, "metrics.csv"), rowsOf(two, "metrics.csv"));

      const trials = rowsOf(one, "trials.csv");
      const count = (phase: string) => trials.filter((row) => row.phase === phase).length;
      assertEquals(count("final"), 8);
      for (const optimizer of ["sgd", "momentum", "rmsprop", "adam"]) {
        const own = trials.filter((row) => row.phase === "search" && row.optimizer === optimizer);
        // Two rates to begin with, at least one beyond an edge or between, and the two best twice again.
        assert(own.length >= 7, String(own.length));
        assertEquals(new Set(own.map(({ seed }) => seed)), new Set(["0", "101", "102"]));
      }
      const firstLosses = (seed: string) => {
        const own = rowsOf(one, "metrics.csv").filter((row) => row.seed === seed);
        return new Set(own.map((row) => row.optimizer)).size;
      };
      assertEquals([firstLosses("0"), firstLosses("1"), firstLosses("2")], [4, 4, 4]);
      for (const row of trials) {
        assertEquals(row.test_examples, row.phase === "final" ? "100" : "0");
        assertEquals(row.network, "784-10-10");
        assert(row.status === "completed" || row.phase === "search");
      }
    }),
});

Deno.test({
  name: "compare runs no trial twice, and only the new ones of a larger comparison",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const args = [...SHORT, "--optimizers=sgd,adam"];
      await runCompare(folder, ...args);
      const first = rowsOf(folder, "trials.csv");
      await runCompare(folder, ...args);
      assertEquals(rowsOf(folder, "trials.csv"), first);
      await runCompare(folder, ...args, "--seeds=3");
      const more = rowsOf(folder, "trials.csv");
      assertEquals(more.length, first.length + 2);
      const startedAt = new Set(first.map((row) => row.started_at));
      assertEquals(more.filter((row) => startedAt.has(row.started_at)).length, first.length);
    }),
});

Deno.test({
  name: "compare starts no more workers than its trials need, or the machine has cores",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const Started = Worker;
      let workers = 0;
      globalThis.Worker = class extends Started {
        constructor(...args: ConstructorParameters<typeof Worker>) {
          super(...args);
          workers++;
        }
      };
      try {
        const two = [...SHORT, "--optimizers=sgd", "--learning-rate=0.1", "--jobs=256"];
        assertEquals((await runCompare(folder, ...two)).code, 0);
      } finally {
        globalThis.Worker = Started;
      }
      assertEquals(workers, Math.max(2, navigator.hardwareConcurrency));
    }),
});

Deno.test({
  name: "compare tunes what it is told to, with as many settings for each optimizer",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const args = [...SHORT, "--optimizers=sgd,adam", "--tune=learningRate,beta2", "--settings=4"];
      const { code, error } = await runCompare(folder, ...args);
      assertEquals([code, error], [0, ""]);
      const search = rowsOf(folder, "trials.csv").filter(({ phase, seed }) =>
        phase === "search" && seed === "0"
      );
      const settings = (name: string, column: string) =>
        new Set(search.filter((row) => row.optimizer === name).map((row) => row[column]));
      assert(settings("sgd", "hp_learning_rate").size >= 4);
      assert(settings("adam", "hp_beta2").size >= 4);
      assertEquals(settings("adam", "hp_beta1").size, 1);
      const both = await runCompare(folder, ...args, "--learning-rate=1");
      assertEquals([both.code, both.out], [2, ""]);
      assertStringIncludes(both.error, "--tune: expected no --learning-rate");
    }),
});

Deno.test({
  name: "compare reports a diverging trial with its step, and goes on",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const { code, out } = await runCompare(folder, ...SHORT, "--learning-rate=1e6");
      assertEquals(code, 0);
      assertStringIncludes(out, "Report: ");
      const rows = rowsOf(folder, "trials.csv");
      assertEquals(rows.length, 8);
      for (const row of rows) {
        assertEquals([row.status, row.best_validation_accuracy], ["diverged", ""]);
        assert(Number(row.diverged_at_step) >= 1);
      }
    }),
});

Deno.test({
  name: "compare computes and profiles by what is chosen, and its records say by what",
  ignore: ignore || !hasBlas(),
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const chosen = ["--native=openblas", "--threads=2", "--profile"];
      const { code, error } = await runCompare(folder, ...SHORT, "--optimizers=sgd", ...chosen);
      assertEquals([code, error], [0, ""]);
      const environments = (await readRuns(`${folder}/runs`)).map(({ record }) =>
        record.environment
      );
      for (const { threads, matmul } of environments) {
        assertEquals([threads, matmul.backend], [2, "openblas"]);
      }
      const profile = await Deno.readTextFile(`${folder}/out/profile/index.html`);
      const { version } = environments[0].matmul;
      assertStringIncludes(
        profile,
        `on 2 threads. Matrix products are computed by openblas ${version}`,
      );
    }),
});

Deno.test({
  name: "compare takes the problem that is chosen, with what suits it",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const counts = ["--train-count=128", "--validation-count=20", "--test-count=20"];
      const { code } = await runCompare(
        folder,
        ...counts,
        "--problem=residual-net",
        "--optimizers=momentum",
        "--learning-rate=0.1",
        "--epochs=1",
        "--seeds=1",
      );
      assertEquals(code, 0);
      const [trial] = rowsOf(folder, "trials.csv");
      assertEquals([trial.problem, trial.status], ["residual-net", "completed"]);
      // Two batches of the problem's usual 64 images.
      assertEquals(trial.steps, "2");
    }),
});

Deno.test({
  name:
    "compare runs several problems, with a section for each and their options where they have them",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const { code, out, error } = await runCompare(
        folder,
        ...SHORT.filter((flag) => !flag.startsWith("--hidden")),
        "--problems=two-layer,fully-connected",
        "--weight-scale=0.1",
        "--optimizers=sgd",
      );
      assertEquals([code, error], [0, ""]);
      const titles = ["Drawn digits, two-layer net", "Drawn digits, fully connected net"];
      for (const title of titles) assertStringIncludes(out, `${title}: SGD reached`);
      const page = await Deno.readTextFile(`${folder}/out/index.html`);
      const headings = [...page.matchAll(/<h2[^>]*>([^<]*)/g)].map(([, heading]) => heading);
      assertEquals(headings.filter((heading) => titles.includes(heading)), titles);
      const trials = rowsOf(folder, "trials.csv");
      assertEquals(Map.groupBy(trials, ({ problem }) => problem).size, 2);
      for (const { problem, network, ...row } of trials) {
        const isDeep = problem === "fully-connected";
        assertEquals(network, isDeep ? "784-100-100-10" : "784-100-10");
        assertEquals(row.option_weight_scale, isDeep ? "0.1" : "");
      }
    }),
});

/** Four sound IDX files of two images each. */
async function writeTinyMnist(folder: string): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  for (const set of ["train", "t10k"]) {
    const images = new Uint8Array(16 + 2 * 784);
    images.set([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28]);
    await Deno.writeFile(`${folder}/${set}-images-idx3-ubyte`, images);
    const labels = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 7, 1);
    await Deno.writeFile(`${folder}/${set}-labels-idx1-ubyte`, labels);
  }
}

Deno.test({
  name: "compare refuses bad input with one sentence, and writes nothing",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await Deno.writeTextFile(`${folder}/file`, "");
      await writeTinyMnist(`${folder}/tiny/mnist`);
      await writeTinyMnist(`${folder}/cut/mnist`);
      const cut = `${folder}/cut/mnist/train-images-idx3-ubyte`;
      await Deno.truncate(cut, 1000);
      const selection = "validation/accuracy";
      await Deno.writeTextFile(
        `${folder}/bad.ts`,
        problemText("bad").replace("validation/loss", selection),
      );
      const steep = problemText("steep", "3 * value.data[i]");
      await Deno.writeTextFile(`${folder}/steep.ts`, steep);
      const mnist = "--dataset=mnist";
      const residual = ["--problem=residual-net", "--hidden=10"];
      const both = ["--problems=two-layer,fully-connected", "--hidden=10"];
      const cases: [code: number, sentence: string, ...args: string[]][] = [
        [2, "compare: unknown flag --epohcs (did you mean --epochs", "--epohcs=3"],
        [2, "--dataset: expected one of digits, mnist, fashion-mnist", "--dataset=cifar"],
        [2, "--problem: expected one of two-layer, fully-connected,", "--problem=lenet"],
        [2, "got 'residual' (did you mean residual-net?)", "--problems=two-layer,residual"],
        [2, "'./no/such.ts': expected a module, got no file at", "--problem=./no/such.ts"],
        [2, "expected selection to be one of validation/loss", `--problem=${folder}/bad.ts`],
        [2, "'gradients agree with central differences'", `--problem=${folder}/steep.ts`],
        [2, "not of residual-net; the options of residual-net are --dataset,", ...residual],
        [2, "expected --hidden to mean one thing, got a whole number", ...both],
        [2, "--optimizers: expected sgd, momentum,", "--optimizers=sgd,sophia"],
        [2, "--batch-size: expected a whole number from 1 to 10000, got '0'", "--batch-size=0"],
        [
          2,
          "--set: Optimizer 'adam': expected beta1 from 0 to 0.999999, got 1",
          "--set=adam.beta1=1",
        ],
        [2, "found no train-images-idx3-ubyte", mnist, `--data-dir=${folder}/none`],
        [2, cut, mnist, `--data-dir=${folder}/cut`],
        [
          2,
          "expected at least one example in each part, got 2 to train",
          mnist,
          `--data-dir=${folder}/tiny`,
          "--train-count=9",
        ],
        [2, "--threads: expected a whole number from 1 to 256, got '0'", "--threads=0"],
        [2, "--native: expected auto, none, onednn or openblas, got 'mkl'", "--native=mkl"],
        [
          2,
          "--native-library: expected --native onednn, openblas or auto",
          "--native-library=/no/such.so",
        ],
        [2, "/no/such.so", "--native=openblas", "--native-library=/no/such.so"],
        [2, "Plugin './no/such.ts': expected a module", "--plugin=./no/such.ts"],
        [1, "--out: expected a folder that can be written to", `--out=${folder}/file/out`],
        [1, "--runs: expected a folder that can be written to", `--runs=${folder}/file`],
      ];
      for (const [code, sentence, ...args] of cases) {
        const result = await runCompare(folder, ...args);
        assertEquals([result.code, result.out], [code, ""], sentence);
        assertStringIncludes(result.error, sentence);
        assertEquals(result.error.includes("\n"), false, result.error);
      }
      assertEquals([...Deno.readDirSync(`${folder}/out`)], []);
      assertEquals([...Deno.readDirSync(`${folder}/runs`)], []);
    }),
});

Deno.test("compare's help lists its flags and the optimizers", async () => {
  using log = stub(console, "log");
  assertEquals(await runExperiment(compare, ["--help", "all"]), 0);
  const help = String(log.calls[0].args[0]);
  for (const text of ["--settings <number>", "--data-dir <folder>", "\nadam: Adam, ", "beta1: "]) {
    assertStringIncludes(help, text);
  }
});
