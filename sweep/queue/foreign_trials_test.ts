import { withTemporaryFolder } from "@descent/cli/testing";
import { pluginText } from "@descent/lab/testing";
import { liveTrials } from "@descent/live";
import { sampleRun } from "@descent/reports/testing";
import { assertAlmostEquals, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { stub } from "@std/testing/mock";
import { findPostgres, temporaryPostgres } from "../testing/temporary_postgres.ts";
import { queueWatch } from "./queue_watch.ts";
import { runSweep } from "./run_sweep.ts";
import { runWorker } from "./run_worker.ts";
import { TrialQueue } from "./trial_queue.ts";

const programs = await findPostgres();

/** Writes a plugin whose step lies in another module, and passes only where parameters are small. */
async function writePlugin(folder: string, factor: number): Promise<string> {
  await Deno.mkdir(folder);
  await Deno.writeTextFile(`${folder}/factor.js`, `export const factor = ${factor};`);
  const step = 'if (value.size === 3136) throw new Error("too large for me");' +
    "value.data[i] -= factor * learningRate * gradient.data[i];";
  const path = `${folder}/mine.js`;
  await Deno.writeTextFile(
    path,
    `import { factor } from "./factor.js"; ${pluginText("mine", step)}`,
  );
  return path;
}

Deno.test({
  name:
    "a plugin's trial runs only where a worker has all of its modules; failed three times it is a dead letter",
  ignore: programs === null,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await using postgres = await temporaryPostgres(programs!);
      const queue = `--queue=${postgres.url}`;
      const [original, copy, changed] = await Promise.all([
        writePlugin(`${folder}/original`, 1),
        writePlugin(`${folder}/copy`, 1),
        writePlugin(`${folder}/changed`, 0.5),
      ]);
      using log = stub(console, "log");
      using error = stub(console, "error");
      using _write = stub(Deno.stderr, "writeSync", (bytes: Uint8Array) => bytes.length);
      const said = ({ calls }: typeof log) => calls.splice(0).map(({ args }) => args[0]).join("\n");
      const flags = ["--train-count=60", "--validation-count=20", "--test-count=20", "--hidden=4"]
        .concat("--epochs=1", "--seeds=1", "--learning-rate=0.1", "--optimizers=mine,sgd");
      const sweep = runSweep(
        ["compare", ...flags, `--plugin=${original}`, `--out=${folder}/out`, queue],
      );
      while ((await postgres.ask("SELECT to_regclass('descent.sweep')")).length === 0);
      while ((await postgres.ask("SELECT count(*) FROM descent.trial"))[0] !== "2") {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      {
        // A worker of this test has a trial for a while, and gives it back.
        await using opened = await TrialQueue.open({ url: postgres.url, shown: "q" }, {
          tell() {},
        });
        const trials = liveTrials();
        const watch = queueWatch(opened, trials);
        const names = (await opened.queues()).map(({ name }) => name);
        const taken = (await opened.take(names, "here 7"))!;
        await watch.scan();
        await opened.beat(taken, { epoch: 0.5, score: "90 %", row: sampleRun().metrics[0] });
        await watch.scan();
        await watch.scan();
        const [{ trial, rows, since }] = trials.latest();
        assertEquals([trial.trialId, trial.epochs, trial.phase], [taken.keys.trialId, 1, "final"]);
        assertEquals([trial.worker, rows], ["here 7", [sampleRun().metrics[0]]]);
        const began = await postgres.ask(
          "SELECT max(extract(epoch FROM started)) FROM descent.trial",
        );
        assertAlmostEquals(since / 1000, Number(began[0]), 0.01);
        assertEquals(trials.queue, { done: 0, queued: 1, running: 1 });
        assertEquals(watch.counts, trials.queue);
        await opened.release(taken);
        await watch.scan();
        assertEquals([trials.latest(), watch.counts.queued], [[], 2]);
      }
      const worker = async (...args: string[]) => {
        said(log);
        assertEquals(await runWorker([queue, "--jobs=1", "--idle=0.3", ...args]), 0);
        return said(log);
      };
      const left =
        /left to others: they need a third party's module with the SHA-256 [0-9a-f]{12},/;
      assertMatch(await worker(), /left to others[^]*sgd[^\n]*: done\n1 trials/);
      assertMatch(await worker(`--plugin=${changed}`), left);
      const out = await worker(`--plugin=${copy}`);
      assertMatch(
        out,
        /(two-layer mine [^\n]*failed, and is tried again: .*too large for me\n){2}two-layer mine .*too large for me/,
      );
      assertEquals(await sweep, 0);
      assertStringIncludes(
        said(error),
        "1 of 2 trials failed, first mine with seed 1: Error: too large for me",
      );
      const dead = "SELECT data->>'label' FROM descent_queue.job WHERE name = 'descent/dead'";
      assertMatch((await postgres.ask(dead)).join("\n"), /^two-layer mine [^\n]+$/);
      said(log);
      assertEquals(await runSweep(["--status", queue]), 0);
      assertMatch(said(log), /: 0 queued, 0 running, 1 done, 1 failed\n\n[^]*too large for me/);
    }),
});
