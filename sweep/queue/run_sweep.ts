/** `deno task sweep`: an experiment whose trials are run by the workers of a queue. */
import {
  duration,
  integerFlag,
  print,
  printError,
  runTask,
  switchFlag,
  TaskError,
  textFlag,
} from "@descent/cli";
import { commonFlags, recordedCommand, runExperiment } from "@descent/lab";
import { namedExperiment } from "../named_experiment.ts";
import { queueAddress } from "./queue_address.ts";
import { queueLaboratory } from "./queue_laboratory.ts";
import { queueStatus, statusText } from "./queue_status.ts";
import { shownQueue, showQueue } from "./show_queue.ts";
import { TrialQueue } from "./trial_queue.ts";

/** Values of the task's own flags. */
interface SweepValues {
  readonly queue: string | undefined;
  readonly status: boolean;
  readonly heartbeat: number;
  readonly live: boolean;
  readonly host: string | undefined;
  readonly port: number | undefined;
}

const OWN = ["--queue", "--heartbeat"];

const { host, port } = commonFlags("sweep");

const task = {
  name: "sweep",
  doc:
    "Runs an experiment with the workers of a queue, deno task worker, on any number of machines: deno task sweep compare --quick.",
  flags: {
    queue: textFlag({
      doc:
        "The queue, a PostgreSQL database. The password comes from PGPASSWORD, ~/.pgpass, or DESCENT_QUEUE with the whole address.",
      default: undefined,
      shownDefault: "$DESCENT_QUEUE",
      placeholder: "<postgres://…>",
    }),
    status: switchFlag({
      doc: "Only say what is queued, runs where and since when, has ended or failed.",
    }),
    live: switchFlag({
      doc:
        "Serve the trials of the queue as a page while it waits; with --status until it is interrupted.",
    }),
    host,
    port,
    heartbeat: integerFlag({
      doc: "Seconds of silence after which a worker counts as dead and its trials go to others.",
      default: 30,
      minimum: 10,
      maximum: 3600,
    }),
  },
  notes:
    "The experiment and its flags stand after sweep as after deno task: compare, lab, experiment depth. It puts the trials " +
    "into the queue, waits for them, puts in those that follow, and writes the report as the experiment itself does. Ended " +
    "and started again, it finds what has been done meanwhile.",
};

/** Flags that only make sense where trials run in this process. */
const LOCAL_FLAGS = ["--shard", "--profile", "--save-best", "--jobs", "--runs"];

/**
 * Runs `deno task sweep`.
 *
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with.
 */
export async function runSweep(args: readonly string[]): Promise<number> {
  const { own, words } = splitArguments(args);
  let sweep: SweepValues | undefined;
  const isStatus = own.includes("--status");
  const code = await runTask<SweepValues>(
    () => task,
    isStatus ? args : own,
    async (values, conclude) => {
      if (!values.status) {
        sweep = values;
        return;
      }
      await using queue = await TrialQueue.open(queueAddress(values.queue), { tell: printError });
      const status = values.live ? await showQueue(queue, values) : await queueStatus(queue);
      print(statusText(status, duration));
      conclude(status);
    },
  );
  if (sweep === undefined) return code;
  const { queue: address, heartbeat: heartbeatSeconds } = sweep;
  let queue: TrialQueue | undefined;
  try {
    const refused = await runTask(() => ({ name: "sweep", doc: "", flags: {} }), [], async () => {
      refuseLocal(words);
      namedExperiment("sweep", words);
      queue = await TrialQueue.open(queueAddress(address), { tell: printError });
    });
    if (queue === undefined) return refused;
    const opened = queue;
    const { experiment, command, args } = namedExperiment("sweep", words);
    return await runExperiment(experiment, args, command, {
      laboratory: (options) => {
        const laboratory = queueLaboratory(options, {
          queue: opened,
          command: options.command,
          heartbeatSeconds,
        });
        const shown = options.watch && shownQueue(opened, options.watch);
        let noted: Promise<void> | undefined;
        return {
          ...laboratory,
          run: async (trials, more) => {
            await (noted ??= opened.noteSweep(
              recordedCommand(options.command),
              options.environment,
            ));
            const run = () => laboratory.run(trials, more);
            return await (shown === undefined ? run() : shown.during(run));
          },
        };
      },
    });
  } finally {
    await queue?.[Symbol.asyncDispose]();
  }
}

/** The task's own arguments, and those of the experiment. */
function splitArguments(args: readonly string[]): { own: string[]; words: string[] } {
  const own: string[] = [], words: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const [flag] = args[i].split("=");
    if (OWN.includes(flag)) {
      own.push(args[i]);
      if (flag === args[i] && i + 1 < args.length) own.push(args[++i]);
    } else if (args[i] === "--status") own.push(args[i]);
    else words.push(args[i]);
  }
  // Before the experiment's name it is the task's own help that is wanted.
  return words.length > 0 && /^(--help|-h)(=|$)/.test(words[0])
    ? { own: [...own, ...words], words: [] }
    : { own, words };
}

function refuseLocal(words: readonly string[]): void {
  const found = words.find((word) => LOCAL_FLAGS.includes(word.split("=")[0]));
  if (found === undefined) return;
  throw new TaskError(
    `sweep: expected no ${found.split("=")[0]}, as trials run where the workers are; leave it out`,
  );
}

if (import.meta.main) Deno.exit(await runSweep(Deno.args));
