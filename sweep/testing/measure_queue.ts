/**
 * `deno task bench:queue`: what a queue costs for each trial, and how much quicker two workers are than one. It starts
 * servers of its own.
 *
 * @module
 */
import { trialKeys } from "@descent/lab";
import { sampleData, sampleTrial } from "@descent/lab/testing";
import { stringifyRun } from "@descent/reports";
import { sampleRun } from "@descent/reports/testing";
import process from "node:process";
import type { QueuedTrial } from "../queue/queued_trial.ts";
import { type QueueEnvironment, requirementsOf } from "../queue/requirements.ts";
import { TrialQueue } from "../queue/trial_queue.ts";
import { startTask } from "./started_task.ts";
import { findPostgres, type PostgresPrograms, temporaryPostgres } from "./temporary_postgres.ts";

const TRIALS = 500;
const TAKERS = 4;
const ENVIRONMENT: QueueEnvironment = {
  code: "c".repeat(64),
  fusedMultiplyAdd: true,
  multiplyAdd: "relaxed",
  convolution: "auto",
  matmul: { backend: "wasm", version: "" },
};
/** Twelve trials of a second or so. */
const TRAINING = ["compare", "--train-count=2000", "--epochs=30", "--learning-rate=0.1"]
  .concat("--optimizers=sgd", "--seeds=12");

/** Processor seconds of this process, and of a server with all that it has started. */
async function processorSeconds(server: number): Promise<{ client: number; server: number }> {
  const { user, system } = process.cpuUsage();
  // Deno reads there with all permissions alone.
  const { stdout } = await new Deno.Command("sh", {
    args: ["-c", "cat /proc/[0-9]*/stat 2>/dev/null; getconf CLK_TCK"],
  }).output();
  const lines = new TextDecoder().decode(stdout).trim().split("\n");
  const ticks = lines.slice(0, -1).map((line) => {
    const [pid] = line.split(" ", 1).map(Number);
    const [, parent, ...fields] = line.replace(/^.*\) /, "").split(" ").map(Number);
    // Its own, in user and in system mode, and as a parent, that of those that have ended.
    const [userOwn, systemOwn, userEnded, systemEnded] = fields.slice(9);
    if (pid === server) return userOwn + systemOwn + userEnded + systemEnded;
    return parent === server ? userOwn + systemOwn : 0;
  });
  return {
    client: (user + system) / 1e6,
    server: ticks.reduce((sum, own) => sum + own, 0) / Number(lines.at(-1)),
  };
}

async function emptyTrials(): Promise<QueuedTrial[]> {
  const data = await sampleData();
  const { code, fusedMultiplyAdd } = ENVIRONMENT;
  return Array.from({ length: TRIALS }, (_, seed) => {
    const trial = sampleTrial({ seed });
    return {
      trial,
      keys: trialKeys(trial, { data, code, fusedMultiplyAdd }),
      label: `trial ${seed}`,
      requirements: requirementsOf(trial, ENVIRONMENT),
      dataDigest: data.digest,
      command: "",
    };
  });
}

/** Trials that do nothing: the time is the queue's. */
async function measureTrials(programs: PostgresPrograms): Promise<void> {
  await using postgres = await temporaryPostgres(programs);
  await using queue = await TrialQueue.open({ url: postgres.url, shown: "queue" }, {
    tell: console.error,
    connections: TAKERS + 1,
  });
  const server = Number((await postgres.ask("SELECT pg_read_file('postmaster.pid')"))[0]);
  const trials = await emptyTrials();
  const files = stringifyRun(sampleRun());
  const per = async (work: () => Promise<unknown>) => {
    const [before, startedAt] = [await processorSeconds(server), performance.now()];
    await work();
    const seconds = (performance.now() - startedAt) / 1000;
    const after = await processorSeconds(server);
    const each = (own: "client" | "server") =>
      `${(1000 * (after[own] - before[own]) / TRIALS).toFixed(1)} ms of the ${own}'s processor`;
    return `${(TRIALS / seconds).toFixed(0)} trials/s; for each ${each("server")}, ${
      each("client")
    }`;
  };
  console.log(`enqueue:             ${await per(() => queue.enqueue(trials, 30))}`);
  const names = (await queue.queues()).map(({ name }) => name);
  const takeAll = async () => {
    for (let taken; (taken = await queue.take(names, "a 1")) !== undefined;) {
      await queue.complete(taken, files);
    }
  };
  const all = () => Promise.all(Array.from({ length: TAKERS }, takeAll));
  console.log(`take and complete:   ${await per(all)}, ${TAKERS} takers`);
  const [size] = await postgres.ask(
    "SELECT sum(pg_total_relation_size(c.oid)) / 1000 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace " +
      "WHERE n.nspname IN ('descent', 'descent_queue') AND c.relkind = 'r'",
  );
  const { record, metrics } = files;
  console.log(
    `size:                ${
      (Number(size) / TRIALS).toFixed(1)
    } kB a trial with indexes; record and metrics are ` +
      `${((record.length + metrics.length) / 1000).toFixed(1)} kB of text`,
  );
}

/** Seconds from the first start to the last end, and the share of them in which workers had a trial. */
async function measureWorkers(
  programs: PostgresPrograms,
  count: number,
): Promise<{ readonly seconds: number; readonly busy: number }> {
  await using postgres = await temporaryPostgres(programs);
  const queue = `--queue=${postgres.url}`;
  const folder = await Deno.makeTempDir();
  const workers = Array.from(
    { length: count },
    () => startTask("worker", [queue, "--jobs=1", "--threads=1"]),
  );
  const { code, error } = await startTask("sweep", [...TRAINING, queue, `--out=${folder}/out`])
    .ended;
  for (const worker of workers) worker.kill("SIGTERM");
  await Promise.all(workers.map((worker) => worker.ended));
  await Deno.remove(folder, { recursive: true });
  if (code !== 0) throw new Error(error);
  const [row] = await postgres.ask(
    "SELECT extract(epoch FROM max(finished) - min(started)), " +
      "sum(extract(epoch FROM finished - started)) FROM descent.trial",
  );
  const [seconds, busy] = row.split("|").map(Number);
  return { seconds, busy: busy / seconds / count };
}

if (import.meta.main) {
  const programs = await findPostgres();
  if (programs === null) Deno.exit(2);
  await measureTrials(programs);
  const [one, two] = [await measureWorkers(programs, 1), await measureWorkers(programs, 2)];
  for (const [count, { seconds, busy }] of [[1, one], [2, two]] as const) {
    console.log(
      `${count} of one job each:    ${seconds.toFixed(1)} s for 12 trials, a trial ran ${
        (100 * busy).toFixed(0)
      } % of the time`,
    );
  }
  console.log(`two against one:     ${(one.seconds / two.seconds).toFixed(2)} times`);
}
