/**
 * `deno task bench:queue`: what a queue costs for each trial, and how much quicker two workers are than one. It starts
 * servers of its own.
 *
 * @module
 */
import { print, printError, runTask, switchFlag, TaskError } from "@descent/cli";
import { chosenEngine, trialKeys, trialRunner } from "@descent/lab";
import { sampleData, sampleTrial } from "@descent/lab/testing";
import { stringifyRun } from "@descent/reports";
import { sampleRun } from "@descent/reports/testing";
import process from "node:process";
import { problemLoader } from "../queue/problem_loader.ts";
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
/** So many that the start of a worker, some two seconds, does not rule the result. */
const TRAININGS = 160;
/** Trials of half a second or so. */
const TRAINING = ["compare", "--train-count=2000", "--epochs=12", "--learning-rate=0.1"]
  .concat("--optimizers=sgd,momentum", `--seeds=${TRAININGS / 2}`);

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

/** The costs of one step of a trial in the queue. */
interface StepCost {
  readonly trialsPerSecond: number;
  /** Milliseconds of the server's processor for a trial. */
  readonly serverMilliseconds: number;
  /** Milliseconds of the client's processor for a trial. */
  readonly clientMilliseconds: number;
}

/** The costs of a trial that does nothing: all of the time is the queue's. */
interface TrialCosts {
  readonly enqueue: StepCost;
  readonly takeAndComplete: StepCost & { readonly takers: number };
  /** Kilobytes in the database, with indexes. */
  readonly kilobytes: number;
  /** Kilobytes of the texts of record and metrics. */
  readonly textKilobytes: number;
}

async function measureTrials(programs: PostgresPrograms): Promise<TrialCosts> {
  await using postgres = await temporaryPostgres(programs);
  await using queue = await TrialQueue.open({ url: postgres.url, shown: "queue" }, {
    tell: printError,
    connections: TAKERS + 1,
  });
  const server = Number((await postgres.ask("SELECT pg_read_file('postmaster.pid')"))[0]);
  const trials = await emptyTrials();
  const files = stringifyRun(sampleRun());
  const per = async (work: () => Promise<unknown>): Promise<StepCost> => {
    const [before, startedAt] = [await processorSeconds(server), performance.now()];
    await work();
    const seconds = (performance.now() - startedAt) / 1000;
    const after = await processorSeconds(server);
    const each = (own: "client" | "server") => 1000 * (after[own] - before[own]) / TRIALS;
    return {
      trialsPerSecond: TRIALS / seconds,
      serverMilliseconds: each("server"),
      clientMilliseconds: each("client"),
    };
  };
  const enqueue = await per(() => queue.enqueue(trials, 30));
  print(`enqueue:             ${costText(enqueue)}`);
  const names = (await queue.queues()).map(({ name }) => name);
  const takeAll = async () => {
    for (let taken; (taken = await queue.take(names, "a 1")) !== undefined;) {
      await queue.complete(taken, files);
    }
  };
  const all = () => Promise.all(Array.from({ length: TAKERS }, takeAll));
  const takeAndComplete = { ...await per(all), takers: TAKERS };
  print(`take and complete:   ${costText(takeAndComplete)}, ${TAKERS} takers`);
  const [size] = await postgres.ask(
    "SELECT sum(pg_total_relation_size(c.oid)) / 1000 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace " +
      "WHERE n.nspname IN ('descent', 'descent_queue') AND c.relkind = 'r'",
  );
  const { record, metrics } = files;
  const kilobytes = Number(size) / TRIALS, textKilobytes = (record.length + metrics.length) / 1000;
  print(
    `size:                ${
      kilobytes.toFixed(1)
    } kB a trial with indexes; record and metrics are ` +
      `${textKilobytes.toFixed(1)} kB of text`,
  );
  return { enqueue, takeAndComplete, kilobytes, textKilobytes };
}

function costText({ trialsPerSecond, serverMilliseconds, clientMilliseconds }: StepCost): string {
  return `${trialsPerSecond.toFixed(0)} trials/s; for each ${
    serverMilliseconds.toFixed(1)
  } ms of ` +
    `the server's processor, ${clientMilliseconds.toFixed(1)} ms of the client's processor`;
}

/** How a number of workers went, in seconds. */
interface Measured {
  /** From the first trial that was taken to the end of the last one. */
  readonly seconds: number;
  /** From the start of the workers' processes to the first trial that was taken. */
  readonly start: number;
  /** By how much the first trial of a worker, for which it loads the data and starts a thread, took longer than most. */
  readonly first: number;
  /** Of a worker at the end, while another one runs the last trial. */
  readonly idle: number;
  /** The share of the time in which a worker had a trial. */
  readonly busy: number;
  /** Processor seconds of the server. */
  readonly server: number;
  readonly trials: readonly QueuedTrial[];
}

/** Trials that lie in the queue when workers start. */
async function measureWorkers(programs: PostgresPrograms, count: number): Promise<Measured> {
  await using postgres = await temporaryPostgres(programs);
  const queue = `--queue=${postgres.url}`;
  const folder = await Deno.makeTempDir();
  const sweep = startTask("sweep", [...TRAINING, queue, `--out=${folder}/out`]);
  const jobs = async () => {
    const [table] = await postgres.ask("SELECT to_regclass('descent_queue.job')");
    if (table === undefined) return [];
    return await postgres.ask("SELECT data FROM descent_queue.job WHERE state = 'created'");
  };
  let queued: string[] = [];
  while (queued.length < TRAININGS) {
    const ended = await Promise.race([
      sweep.ended,
      new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 200)),
    ]);
    if (ended !== undefined) throw new Error(`bench:queue: the sweep has ended: ${ended.error}`);
    queued = await jobs();
  }
  const server = Number((await postgres.ask("SELECT pg_read_file('postmaster.pid')"))[0]);
  const before = await processorSeconds(server);
  const [startedAt] = await postgres.ask("SELECT extract(epoch FROM clock_timestamp())");
  const workers = Array.from(
    { length: count },
    () => startTask("worker", [queue, "--jobs=1", "--threads=1"]),
  );
  const { code, error } = await sweep.ended;
  const after = await processorSeconds(server);
  for (const worker of workers) worker.kill("SIGTERM");
  await Promise.all(workers.map((worker) => worker.ended));
  await Deno.remove(folder, { recursive: true });
  if (code !== 0) throw new Error(error);
  const rows = await postgres.ask(
    "SELECT worker, extract(epoch FROM started), extract(epoch FROM finished) FROM descent.trial ORDER BY started",
  );
  const ran = rows.map((row) => {
    const [worker, started, finished] = row.split("|");
    return { worker, started: Number(started), finished: Number(finished) };
  });
  const durations = ran.map(({ started, finished }) => finished - started);
  const usual = durations.toSorted((a, b) => a - b)[Math.floor(durations.length / 2)];
  const ends = [...Map.groupBy(ran, ({ worker }) => worker).values()]
    .map((own) => Math.max(...own.map(({ finished }) => finished)));
  const seconds = Math.max(...ends) - ran[0].started;
  return {
    seconds,
    start: ran[0].started - Number(startedAt),
    first: durations[0] - usual,
    idle: Math.max(...ends) - Math.min(...ends),
    busy: durations.reduce((sum, own) => sum + own, 0) / seconds / count,
    server: after.server - before.server,
    trials: queued.map((text) => JSON.parse(text)),
  };
}

/** Seconds of the same trials on threads of this process, without a queue: more is not to be had of this machine. */
async function measureThreads(trials: readonly QueuedTrial[], count: number): Promise<number> {
  const load = problemLoader({ snapshots: [], dataDirectory: undefined });
  const data = await load(trials[0].trial.problem);
  const engine = chosenEngine({
    threads: 1,
    native: "none",
    strictFma: false,
    convolution: "auto",
    nativeLibrary: undefined,
  }).options;
  await using cleanup = new AsyncDisposableStack();
  const runners = Array.from({ length: count }, () => cleanup.use(trialRunner({ engine })));
  const startedAt = performance.now();
  const left = [...trials];
  await Promise.all(runners.map(async (runner) => {
    for (let next; (next = left.shift()) !== undefined;) {
      const { status, error } = await runner.run({ trial: next.trial, data }, () => {});
      if (status !== "completed") throw new Error(error ?? status);
    }
  }));
  return (performance.now() - startedAt) / 1000;
}

/** How long the same trials took. */
interface WorkerTimes {
  /** One worker of one job, and two of them: seconds, and the share of them in which a worker had a trial. */
  readonly workers: readonly { readonly seconds: number; readonly busy: number }[];
  /** Seconds of one thread and of two of this process, without a queue. */
  readonly threads: readonly number[];
}

async function compareWorkers(programs: PostgresPrograms): Promise<WorkerTimes> {
  const one = await measureWorkers(programs, 1);
  const two = await measureWorkers(programs, 2);
  const threads = [await measureThreads(one.trials, 1), await measureThreads(one.trials, 2)];
  for (const [count, measured] of [[1, one], [2, two]] as const) {
    const { seconds, start, first, idle, busy, server } = measured;
    print(
      `${count} of one job each:    ${seconds.toFixed(1)} s for ${TRAININGS} trials and ${
        start.toFixed(1)
      } s before the first, which took ${first.toFixed(1)} s more than most; a trial ran ${
        (100 * busy).toFixed(0)
      } % of the time, at the end a worker had none for ${idle.toFixed(1)} s; ${
        server.toFixed(1)
      } s of the server's processor`,
    );
  }
  const whole = ({ seconds, start }: Measured) => seconds + start;
  print(
    `two against one:     ${
      (one.seconds / two.seconds).toFixed(2)
    } times from the first trial to the last, ${
      (whole(one) / whole(two)).toFixed(2)
    } times with the start of the workers; two threads against one, without a queue, ${
      (threads[0] / threads[1]).toFixed(2)
    } times (${threads.map((seconds) => seconds.toFixed(1)).join(" and ")} s)`,
  );
  return { workers: [one, two].map(({ seconds, busy }) => ({ seconds, busy })), threads };
}

const task = {
  name: "bench:queue",
  doc: "Measures what a queue costs for each trial, and how much quicker two workers are than one.",
  flags: {
    workers: switchFlag({ doc: "Only how much quicker two workers are than one." }),
  },
};

/**
 * Runs `deno task bench:queue`.
 *
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with.
 */
export function measureQueue(args: readonly string[]): Promise<number> {
  return runTask(() => task, args, async ({ workers }, conclude) => {
    const programs = await findPostgres();
    if (programs === null) {
      throw new TaskError(
        "bench:queue: expected PostgreSQL's programs, found none; install Debian's postgresql-15",
      );
    }
    const costs = workers ? null : await measureTrials(programs);
    conclude({ costs, ...await compareWorkers(programs) });
  });
}

if (import.meta.main) Deno.exit(await measureQueue(Deno.args));
