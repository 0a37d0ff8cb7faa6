import { progressTracker } from "@descent/cli";
import { FILES, isPermitted, jumpingClock, withTemporaryFolder } from "@descent/cli/testing";
import { createEngine } from "@descent/core";
import { createLaboratory, currentEnvironment, runTrial } from "@descent/lab";
import { pluginText, runInFolder, sampleData, sampleTrial } from "@descent/lab/testing";
import { readRuns } from "@descent/reports";
import { parse } from "@std/csv";
import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { attacks } from "./_attacks.ts";
import { compare } from "./compare.ts";

const { editedPlugin, fileLimit, jumpingClock: clock } = attacks.rows;
const PYTHON = "/usr/bin/python3";
const mayWrite = isPermitted("disturbed runs", ...FILES);
const mayRun = (command: string) => isPermitted("disturbed runs", { name: "run", command });
const runsDeno = mayWrite && mayRun(Deno.execPath());
const SHORT = ["--train-count=200", "--validation-count=50", "--test-count=50", "--hidden=10"]
  .concat("--epochs=1", "--learning-rate=0.1", "--seeds=3", "--jobs=1");

function countRecords(folder: string): number {
  let count = 0;
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    count += isDirectory ? countRecords(`${folder}/${name}`) : Number(name === "record.json");
  }
  return count;
}

/** The curves of a run by trial, without times. */
function curves(folder: string): Record<string, string>[] {
  const text = Deno.readTextFileSync(`${folder}/out/metrics.csv`);
  return parse(text, { skipFirstRow: true }).map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !name.includes("seconds")))
  ) as Record<string, string>[];
}

Deno.test({
  name: editedPlugin.what,
  ignore: !runsDeno,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const step = "value.data[i] -= factor * learningRate * gradient.data[i];";
      const write = async (factor: number) => {
        const text = `import { factor } from "./factor.js"; ${pluginText("mine", step)}`;
        await Deno.writeTextFile(`${folder}/mine.js`, `${text} // ${factor}`);
        await Deno.writeTextFile(`${folder}/factor.js`, `export const factor = ${factor};`);
      };
      const mine = [`--plugin=${folder}/mine.js`, "--optimizers=mine"];
      const run = (name: string) =>
        runInFolder(compare, `${folder}/${name}`, ...SHORT, ...mine)
          .then(({ code }) => assertEquals(code, 0));
      await write(1);
      await Deno.mkdir(`${folder}/edited/runs`, { recursive: true });
      const running = run("edited");
      while (countRecords(`${folder}/edited/runs`) === 0) {
        await new Promise((go) => setTimeout(go, 5));
      }
      const before = countRecords(`${folder}/edited/runs`);
      await write(0.5);
      await running;
      const edited = curves(`${folder}/edited`);
      assert(before < countRecords(`${folder}/edited/runs`), "edited too late");

      await write(1);
      await run("whole");
      assertEquals(curves(`${folder}/whole`), edited);
      // Nothing of it is taken for the edited plugin's.
      await write(0.5);
      await run("edited");
      const later = curves(`${folder}/edited`);
      assertNotEquals(later, edited);
      const ids = new Set(edited.map((row) => row.trial_id));
      assertEquals(later.filter((row) => ids.has(row.trial_id)), []);
    }),
});

Deno.test({
  name: fileLimit.what,
  ignore: Deno.build.os === "windows" || !runsDeno || !mayRun(PYTHON),
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const limited = "import os, resource, signal, sys; " +
        "signal.signal(signal.SIGXFSZ, signal.SIG_DFL); " +
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)); " +
        "os.execv(sys.argv[1], sys.argv[1:])";
      // Deno's own caches are larger than that: it is to write none.
      const program = ["run", "-q", "--no-code-cache", "-P=experiment", "experiments/compare.ts"];
      const flags = [...SHORT, "--optimizers=sgd", `--out=${folder}/out`, `--runs=${folder}/runs`];
      const cwd = `${import.meta.dirname}/..`;
      const start = (command: string, ...args: string[]) =>
        new Deno.Command(command, { args, cwd }).output();
      await start(Deno.execPath(), ...program, "--help");
      const { code, stderr } = await start(
        PYTHON,
        ...["-c", limited, Deno.execPath()],
        ...program,
        ...flags,
      );
      const said = new TextDecoder().decode(stderr);
      assertMatch(
        said.trimEnd().split("\n").at(-1)!,
        /^compare: cannot write the report to \S+ \(File too large\); raise the limit .*; its trials are in \S+/,
      );
      assertEquals(code, 1);
      const kept = await readRuns(`${folder}/runs`);
      assert(kept.length > 0);
      assertEquals((await start(Deno.execPath(), ...program, ...flags)).code, 0);
      assertEquals(await readRuns(`${folder}/runs`), kept);
      assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name).sort(), ["out", "runs"]);
    }),
});

Deno.test({
  name: clock.what,
  ignore: !mayWrite,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      using engine = createEngine();
      const data = await sampleData();
      const tracker = progressTracker();
      const lefts: number[] = [];
      const laboratory = createLaboratory({
        load: () => Promise.resolve(data),
        runners: [{
          run: (request, onAdvance) =>
            runTrial({
              ...request,
              engine,
              onEvaluation: (row) => {
                onAdvance({ epoch: row.epoch, score: "", row });
                lefts.push(tracker.snapshot().secondsLeft!);
              },
            }),
          stop() {},
          [Symbol.dispose]() {},
        }],
        runsFolder: folder,
        environment: currentEnvironment(),
        command: "deno task compare",
        tracker,
        display: { refresh() {}, tell() {}, [Symbol.dispose]() {} },
        signal: new AbortController().signal,
      });
      const Real = Date;
      globalThis.Date = jumpingClock();
      const startedAt = performance.now();
      const runs = await laboratory.run([0, 1].map((seed) => sampleTrial({ seed })))
        .finally(() => globalThis.Date = Real);
      const elapsed = (performance.now() - startedAt) / 1000;
      // Written and read: the rows' times rise, which reading checks.
      assertEquals((await readRuns(folder)).length, 2);
      for (const { record: { results, status } } of runs) {
        assertEquals(status, "completed");
        assert(results.seconds > 0 && results.seconds <= elapsed, `${results.seconds} s`);
      }
      assert(lefts.length > 0 && lefts.every((left) => left >= 0 && left <= 100 * elapsed));
    }),
});
