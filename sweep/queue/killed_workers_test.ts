import { withTemporaryFolder } from "@descent/cli/testing";
import { compare } from "@descent/experiments";
import { runInFolder } from "@descent/lab/testing";
import { parseRun, writeRun } from "@descent/reports";
import { assert, assertEquals } from "@std/assert";
import { type StartedTask, startTask } from "../testing/started_task.ts";
import { findPostgres, temporaryPostgres } from "../testing/temporary_postgres.ts";
import { timelessRows } from "../testing/timeless_rows.ts";

const programs = await findPostgres();
const WORKERS = 4;
const PAUSE_SECONDS = 2;

/** 200 trials of a few milliseconds. */
const TRIALS = ["--train-count=600", "--validation-count=50", "--test-count=50", "--hidden=40"]
  .concat("--epochs=3", "--learning-rate=0.1", "--optimizers=sgd,momentum,rmsprop,adam")
  .concat("--seeds=50");

const sleep = (seconds: number) => new Promise((resolve) => setTimeout(resolve, 1000 * seconds));

Deno.test({
  name:
    "200 trials, 4 workers, one killed every few seconds and PostgreSQL restarted: each result once",
  ignore: programs === null,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await using postgres = await temporaryPostgres(programs!);
      const { url } = postgres;
      const workers = new Map<number, StartedTask>();
      const startWorker = () => {
        const worker = startTask("worker", [`--queue=${url}`, "--jobs=1"]);
        workers.set(worker.pid, worker);
      };
      const args = ["compare", ...TRIALS, `--queue=${url}`, "--heartbeat=10"];
      const sweep = startTask("sweep", [...args, `--out=${folder}/swept`]);
      for (let i = 0; i < WORKERS; i++) startWorker();
      let isDone = false;
      const ended = sweep.ended.finally(() => isDone = true);
      const finished = async () =>
        Number(
          (await postgres.ask("SELECT count(*) FROM descent.trial WHERE record IS NOT NULL"))[0],
        );
      try {
        while (
          !isDone && (await postgres.ask("SELECT to_regclass('descent.trial')")).length === 0
        ) {
          await sleep(0.1);
        }
        // Some are asked to end, and give their trial back; the others lose it.
        for (let kills = 0, isRestarted = false; !isDone && kills < 4;) {
          await sleep(PAUSE_SECONDS);
          const [busy] = await postgres.ask(
            "SELECT t.worker FROM descent.trial t JOIN descent_queue.job j ON j.id = t.job_id " +
              "WHERE t.record IS NULL AND j.state = 'active' AND j.started_on > now() - interval '5 s' LIMIT 1",
          );
          const victim = workers.get(Number(busy?.split(" ").at(-1)));
          if (victim !== undefined) {
            victim.kill(kills++ % 3 === 1 ? "SIGTERM" : "SIGKILL");
            workers.delete(victim.pid);
            startWorker();
          }
          if (!isRestarted && await finished() > 40) {
            await postgres.restart();
            isRestarted = true;
          }
        }
        const { code, out, error } = await ended;
        assertEquals(code, 0, error + out);
      } finally {
        sweep.kill("SIGKILL");
        for (const worker of workers.values()) worker.kill("SIGKILL");
        await Promise.all([ended, ...[...workers.values()].map((worker) => worker.ended)]);
      }

      assertEquals(await finished(), 200);
      const [jobs] = await postgres.ask(
        "SELECT count(*), count(DISTINCT data->'keys'->>'trialId'), count(*) FILTER (WHERE retry_count > 0) > 0 " +
          "FROM descent_queue.job WHERE state = 'completed'",
      );
      assertEquals(jobs, "200|200|t");

      const local = `${folder}/local`;
      assertEquals((await runInFolder(compare, local, ...TRIALS, "--jobs=1")).code, 0);
      const reported = `${folder}/reported`;
      const report = await startTask("report", [`--queue=${url}`, `--out=${reported}`]).ended;
      assertEquals(report.code, 0, report.error);
      for (const file of ["trials.csv", "metrics.csv"]) {
        assertEquals(
          timelessRows(`${reported}/${file}`),
          timelessRows(`${local}/out/${file}`),
          file,
        );
      }

      // Over the records of the queue a local run reports the same, times among them.
      const same = `${folder}/same`;
      const rows = await postgres.ask(
        "SELECT encode(convert_to(record, 'UTF8'), 'hex'), encode(convert_to(metrics, 'UTF8'), 'hex') FROM descent.trial",
      );
      for (const row of rows) {
        const [record, metrics] = row.split("|").map((bytes, place) => ({
          path: `queue ${place}`,
          bytes: Uint8Array.fromHex(bytes),
        }));
        const run = parseRun(record, metrics);
        await writeRun(`${same}/runs`, run.record, run.metrics);
      }
      // Reports name the folder of trials as it was given: the usual one, for all three.
      const former = Deno.cwd();
      Deno.chdir(same);
      const whole = await runInFolder(compare, same, ...TRIALS, "--jobs=1", "--runs=runs")
        .finally(() => Deno.chdir(former));
      assertEquals(whole.code, 0, whole.error);
      const names = [...Deno.readDirSync(`${same}/out`)].map(({ name }) => name);
      assert(names.includes("index.html"));
      for (const name of names) {
        const [whole, joined, swept] = [`${same}/out`, reported, `${folder}/swept`]
          .map((place) => Deno.readTextFileSync(`${place}/${name}`));
        assert(whole === joined, `${name} of the report over the queue differs`);
        assert(whole === swept, `${name} of the sweep differs`);
      }
    }),
});
