import { TaskError } from "@descent/cli";
import {
  askedTrials,
  failedOutcome,
  type Laboratory,
  type LaboratoryOptions,
  type NamedTrial,
  onceEach,
  type PlannedTrial,
  settingLabel,
  type Trial,
  trialKeys,
  trialRecord,
} from "@descent/lab";
import { type Run, runFolder, stringifyRun } from "@descent/reports";
import { requirementsOf } from "./requirements.ts";
import { MOST_ATTEMPTS, type QueuedTrial } from "./queued_trial.ts";
import type { TrialQueue } from "./trial_queue.ts";

const PAUSE_MILLISECONDS = 500;

/** Options of {@linkcode queueLaboratory} besides those of every laboratory. */
export interface QueueLaboratoryOptions {
  /** The queue. */
  readonly queue: TrialQueue;
  /** The command as it would be without the queue, for records. */
  readonly command: string;
  /** After how many seconds of silence a worker counts as dead. */
  readonly heartbeatSeconds: number;
}

/**
 * A laboratory whose trials are run by the workers of a queue: it puts them in, and waits for their records. Those that
 * have one are not run again, but for failed ones.
 *
 * @param options Data, environment and display of the run.
 * @param queueOptions The queue, see {@linkcode QueueLaboratoryOptions}.
 * @returns The laboratory.
 */
export function queueLaboratory(
  { load, environment, tracker, display, failFast = false, signal }: LaboratoryOptions,
  { queue, command, heartbeatSeconds }: QueueLaboratoryOptions,
): Laboratory {
  const { code, fusedMultiplyAdd, convolution, matmul } = environment;
  const nativeMatmul = matmul.backend === "wasm" ? undefined : matmul.version;
  const data = onceEach(load);
  let asked = 0;

  async function planned(trial: Trial): Promise<QueuedTrial & PlannedTrial> {
    const own = await data(trial.problem);
    const keys = trialKeys(trial, { data: own, code, fusedMultiplyAdd, nativeMatmul, convolution });
    return {
      trial,
      id: keys.trialId,
      keys,
      label: trialLabel(trial),
      requirements: requirementsOf(trial, environment),
      dataDigest: own.digest,
      command,
    };
  }

  async function bury({ trial, keys }: QueuedTrial, worker: string): Promise<void> {
    const reason =
      `Error: ${MOST_ATTEMPTS} workers ended while they ran it, the last was ${worker}`;
    const outcome = failedOutcome(reason.slice("Error: ".length), new Date());
    const record = trialRecord(trial, outcome, { keys, environment, command });
    await queue.bury(keys.trialId, stringifyRun({ record, metrics: [] }), outcome.error!);
  }

  function refuseFailed({ record }: Run): void {
    if (!failFast || record.status !== "failed") return;
    throw new TaskError(
      `${record.experiment}: ${record.optimizer.name} ${record.setting.id} seed ${record.seed} failed, which ends the ` +
        `run: ${record.error}; what is queued stays in ${queue.shown}`,
      1,
    );
  }

  const run: Laboratory["run"] = async (trials, { furtherTrials = 0, follow } = {}) => {
    const list = askedTrials(planned, follow);
    const open = new Map<string, QueuedTrial>();
    const meanWork = workOf(trials) / Math.max(1, trials.length);
    let further = furtherTrials;

    /** Puts trials into the queue, but for those that have a record there. */
    async function take(next: readonly (QueuedTrial & PlannedTrial)[]): Promise<void> {
      const known = await queue.finished(next.map(({ id }) => id));
      const isDone = ({ id }: PlannedTrial) =>
        (known.get(id)?.record.status ?? "failed") !== "failed";
      const [done, missing] = [next.filter(isDone), next.filter((each) => !isDone(each))];
      for (const each of missing) open.set(each.id, each);
      asked += next.length;
      const workLeft = workOf([...open.values()].map(({ trial }) => trial));
      tracker.expect(asked + further, workLeft + further * meanWork);
      tracker.reuse(done.length);
      display.refresh();
      await queue.enqueue(missing, heartbeatSeconds);
      for (const { id, keys } of done) await settle(id, checkedRun(known.get(id)!, keys));
    }

    async function settle(id: string, run: Run): Promise<void> {
      const next = await list.settle(id, run);
      further = Math.max(0, further - next.length);
      if (next.length > 0) await take(next);
    }

    await take(await list.ask(trials));
    while (open.size > 0) {
      signal.throwIfAborted();
      const { finished, dead } = await queue.progress([...open.keys()]);
      for (const { id, worker } of dead) await bury(open.get(id)!, worker);
      const ended = [...finished, ...dead.map(({ id }) => id)];
      for (const [id, run] of await queue.finished(ended)) {
        const { label, keys, trial: { problem: { budget: { epochs } } } } = open.get(id)!;
        tracker.start(0, { label, epochs, work: epochs });
        tracker.finish(0);
        open.delete(id);
        refuseFailed(run);
        await settle(id, checkedRun(run, keys));
      }
      display.refresh();
      if (open.size > 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
    }
    return list.runs();
  };
  return { data, run };
}

function workOf(trials: readonly Trial[]): number {
  return trials.reduce((work, { problem }) => work + problem.budget.epochs, 0);
}

/** The trial in words. */
function trialLabel(trial: Trial): string {
  return `${trial.problem.name} ${trial.optimizer.name} ${settingLabel(trial)} seed ${trial.seed}`;
}

function checkedRun(run: Run, keys: NamedTrial): Run {
  const [came, wanted] = [runFolder(run.record), runFolder(keys)];
  if (came === wanted) return run;
  throw new SyntaxError(
    `Run record of trial ${keys.trialId}: another trial's, ${came}; wanted ${wanted}`,
  );
}
