import { withTemporaryFolder } from "@descent/cli/testing";
import { pluginText } from "@descent/lab/testing";
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { type StartedTask, startTask } from "../testing/started_task.ts";
import {
  findPostgres,
  type TemporaryPostgres,
  temporaryPostgres,
} from "../testing/temporary_postgres.ts";

const ignore = (await findPostgres()) === null;
const ONE_TRIAL = ["--train-count=60", "--validation-count=20", "--test-count=20", "--hidden=4"]
  .concat("--epochs=1", "--seeds=1");

/** Waits until there is a trial in the queue, so that no worker gives up before. */
async function queued({ ask }: TemporaryPostgres, sweep: StartedTask): Promise<void> {
  let hasEnded = false;
  sweep.ended.then(() => hasEnded = true);
  const count = async () => {
    const [table] = await ask("SELECT to_regclass('descent.trial')");
    return table === undefined ? 0 : Number((await ask("SELECT count(*) FROM descent.trial"))[0]);
  };
  while (!hasEnded && await count() === 0) await new Promise((resolve) => setTimeout(resolve, 200));
}

Deno.test({
  name:
    "a trial that fails three times is on the list of dead letters, and its module stays where it is",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await using postgres = await temporaryPostgres((await findPostgres())!);
      const queue = `--queue=${postgres.url}`;
      const path = `${folder}/mine.ts`, copy = `${folder}/copy.ts`;
      const step = "if (learningRate === 0.0625) throw new Error('not this rate'); " +
        "value.data[i] -= learningRate * gradient.data[i];";
      for (const file of [path, copy]) await Deno.writeTextFile(file, pluginText("mine", step));
      const flags = [`--plugin=${path}`, "--optimizers=mine", "--learning-rate=0.0625"];
      const sweep = startTask("sweep", [
        "compare",
        ...ONE_TRIAL,
        ...flags,
        queue,
        `--out=${folder}/out`,
      ]);
      await queued(postgres, sweep);
      const without = await startTask("worker", [queue, "--jobs=1", "--idle=0"]).ended;
      assertMatch(without.out, /left to others: they need a third party's module[^]*\n0 trials/);
      // The same text under another name is the same module.
      const other = startTask("worker", [queue, "--jobs=1", `--plugin=${copy}`]);
      const { code, error } = await sweep.ended;
      assertEquals(code, 1, error);
      assertStringIncludes(error, "compare: the only trial failed, first mine");
      assertStringIncludes(error, "not this rate");
      other.kill("SIGTERM");
      assertEquals((await other.ended).out.match(/is tried again/g)?.length, 2);
      const { out } = await startTask("sweep", ["--status", queue]).ended;
      assertMatch(out, /0 queued, 0 running, 0 done, 1 failed\n[^]*two-layer mine .*not this rate/);
      assertEquals(
        await postgres.ask(
          "SELECT data->'keys'->'optimizer'->>'name', source_retry_count FROM descent_queue.job WHERE name = 'descent/dead'",
        ),
        ["mine|2"],
      );
    }),
});

Deno.test({
  name:
    "a worker whose data are others gives the trial back and ends; one with the right data runs it",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await using postgres = await temporaryPostgres((await findPostgres())!);
      // The address with a password, as it would be: the server trusts everybody.
      const env = { DESCENT_QUEUE: postgres.url.replace("descent@", "descent:s3cret@") };
      const [right, wrong] = ["right", "wrong"].map((name) => `${folder}/${name}`);
      for (const [cwd, factor] of [[right, 1], [wrong, 2]] as const) {
        await Deno.mkdir(cwd);
        const rows = Array.from({ length: 40 }, (_, n) =>
          `${n % 7},${factor * n % 11},${"xy"[n % 2]}`);
        await Deno.writeTextFile(`${cwd}/table.csv`, ["a,b,kind", ...rows].join("\n"));
      }
      const flags = ["--dataset=table.csv", "--epochs=1", "--seeds=1", "--optimizers=sgd"]
        .concat("--learning-rate=0.1", `--out=${folder}/out`);
      const sweep = startTask("sweep", ["compare", ...flags], { env, cwd: right });
      await queued(postgres, sweep);
      const worker = (cwd: string) =>
        startTask("worker", ["--jobs=1", "--idle=1"], { env, cwd }).ended;
      const refused = await worker(wrong);
      assertEquals(refused.code, 2, refused.out);
      assertMatch(
        refused.error,
        /was given back: expected data of \S+ with the SHA-256 [0-9a-f]{64}, found/,
      );
      const done = await worker(right);
      assertMatch(done.out, /seed 1: done\n1 trials/);
      const { code, out, error } = await sweep.ended;
      assertEquals(code, 0, error);
      const said = [refused, done, { out, error }].flatMap(({ out, error }) => [out, error]).join();
      assertEquals(said.includes("s3cret"), false);
      const stored = await postgres.ask("SELECT record FROM descent.trial");
      assertEquals(stored.join().includes("s3cret"), false);
    }),
});
