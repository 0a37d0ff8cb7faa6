/** `deno task worker`: runs the trials of a queue. */
import {
  asUserError,
  numberFlag,
  onInterruption,
  print,
  printError,
  repeatedFlag,
  runTask,
  TaskError,
  textFlag,
} from "@descent/cli";
import {
  chosenEngine,
  commonFlags,
  foreignSettings,
  jobCount,
  type ModuleSnapshot,
  takeSnapshot,
} from "@descent/lab";
import { queueAddress } from "./queue_address.ts";
import { TrialQueue } from "./trial_queue.ts";
import { runWorker as work } from "./worker.ts";

const { plugin, allowPluginImports, trialTimeout, jobs, threads, native, nativeLibrary, dataDir } =
  commonFlags("worker");

const task = {
  name: "worker",
  doc: "Runs the trials that deno task sweep puts into a queue, until it is ended.",
  flags: {
    queue: textFlag({
      doc:
        "The queue, a PostgreSQL database. The password comes from PGPASSWORD, ~/.pgpass, or DESCENT_QUEUE with the whole address.",
      default: undefined,
      shownDefault: "$DESCENT_QUEUE",
      placeholder: "<postgres://…>",
    }),
    jobs,
    threads,
    dataDir,
    idle: numberFlag({
      doc: "End after so many seconds without any trial.",
      default: undefined,
      shownDefault: "never",
      minimum: 0,
      maximum: 1e9,
    }),
    native: {
      ...native,
      doc:
        "A native library for trials that ask for it, besides wasm; auto takes the first that is found.",
    },
    nativeLibrary,
    plugin,
    problem: repeatedFlag({
      doc: "A module of a test problem whose trials it may run.",
      placeholder: "<path>",
    }),
    schedule: repeatedFlag({
      doc: "A module of a learning-rate schedule whose trials it may run.",
      placeholder: "<path>",
    }),
    allowPluginImports,
    trialTimeout,
  },
  notes:
    "Third-party modules never come through the queue: a trial with one runs only where the worker was started with the same file.",
};

/**
 * Runs `deno task worker`.
 *
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with.
 */
export function runWorker(args: readonly string[]): Promise<number> {
  return runTask(() => task, args, async (values, conclude) => {
    const jobs = jobCount(values);
    const address = queueAddress(values.queue);
    const settings = foreignSettings(args);
    const { threads, native, nativeLibrary } = values;
    const wasm = { threads, native: "none" as const, strictFma: false, nativeLibrary: undefined };
    const engines = (["auto", "direct"] as const).flatMap((convolution) => [
      chosenEngine({ ...wasm, convolution }),
      chosenEngine({ ...wasm, convolution, strictFma: true }),
      ...(native === "none"
        ? []
        : [chosenEngine({ threads, native, convolution, strictFma: false, nativeLibrary })]),
    ]);
    const { allowsImports = false } = settings;
    const snapshots = await asUserError(() =>
      ([["Plugin", values.plugin], ["Problem", values.problem], [
        "Schedule",
        values.schedule,
      ]] as const)
        .flatMap(([kind, paths]) =>
          paths.map((path): ModuleSnapshot => takeSnapshot(path, { kind, allowsImports }))
        )
    );
    const interruption = new AbortController();
    using _interruption = onInterruption(({ reason, exitCode }) => {
      interruption.abort(new TaskError(`worker: ${reason}; its trials were given back`, exitCode));
    });
    await using queue = await TrialQueue.open(address, {
      tell: printError,
      connections: Math.min(10, jobs + 2),
    });
    const name = `${Deno.hostname()} ${Deno.pid}`;
    print(`Worker ${name} takes trials from ${queue.shown}, ${jobs} side by side`);
    const trials = await work({
      queue,
      name,
      jobs,
      engines,
      snapshots,
      dataDirectory: values.dataDir,
      ...(values.idle !== undefined && { idle: 1000 * values.idle }),
      tell: print,
      signal: interruption.signal,
      ...settings,
    });
    interruption.signal.throwIfAborted();
    print(`${trials} trials`);
    conclude({ worker: name, trials });
  });
}

if (import.meta.main) Deno.exit(await runWorker(Deno.args));
