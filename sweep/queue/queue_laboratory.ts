import { TaskError } from "@descent/cli";
import {
  failedOutcome,
  type Laboratory,
  type LaboratoryOptions,
  type NamedTrial,
  onceEach,
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
  const { code, fusedMultiplyAdd, matmul } = environment;
  const nativeMatmul = matmul.backend === "wasm" ? undefined : matmul.version;
  const data = onceEach(load);
  let asked = 0;

  async function planned(trial: Trial): Promise<QueuedTrial> {
    const own = await data(trial.problem);
    const keys = trialKeys(trial, { data: own, code, fusedMultiplyAdd, nativeMatmul });
    return {
      trial,
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

  async function wait(missing: ReadonlyMap<string, QueuedTrial>): Promise<void> {
    const open = new Map(missing);
    while (open.size > 0) {
      signal.throwIfAborted();
      const { finished, dead } = await queue.progress([...open.keys()]);
      for (const { id, worker } of dead) {
        await bury(open.get(id)!, worker);
        finished.push(id);
      }
      for (const id of finished) {
        const { label, trial: { problem: { budget: { epochs } } } } = open.get(id)!;
        tracker.start(0, { label, epochs, work: epochs });
        tracker.finish(0);
        open.delete(id);
      }
      display.refresh();
      if (failFast && finished.length > 0) await refuseFailed(finished);
      if (open.size > 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
    }
  }

  async function refuseFailed(ids: readonly string[]): Promise<void> {
    for (const { record } of (await queue.finished(ids)).values()) {
      if (record.status !== "failed") continue;
      throw new TaskError(
        `${record.experiment}: ${record.optimizer.name} ${record.setting.id} seed ${record.seed} failed, which ends the ` +
          `run: ${record.error}; what is queued stays in ${queue.shown}`,
        1,
      );
    }
  }

  const run: Laboratory["run"] = async (trials, { furtherTrials = 0 } = {}) => {
    const all = await Promise.all(trials.map(planned));
    const byId = new Map(all.map((each) => [each.keys.trialId, each]));
    const known = await queue.finished([...byId.keys()]);
    const missing = new Map(
      [...byId].filter(([id]) => (known.get(id)?.record.status ?? "failed") === "failed"),
    );
    const work = (list: Iterable<QueuedTrial>) =>
      [...list].reduce((sum, { trial }) => sum + trial.problem.budget.epochs, 0);
    asked += byId.size;
    const meanWork = work(all) / Math.max(1, all.length);
    tracker.expect(asked + furtherTrials, work(missing.values()) + furtherTrials * meanWork);
    tracker.reuse(byId.size - missing.size);
    display.refresh();
    await queue.enqueue([...missing.values()], heartbeatSeconds);
    await wait(missing);
    const runs = new Map([...known, ...await queue.finished([...missing.keys()])]);
    return all.map(({ trial: { phase, selection }, keys }) => {
      const { record, metrics } = checkedRun(runs.get(keys.trialId)!, keys);
      return { record: { ...record, phase, selection }, metrics };
    });
  };
  return { data, run };
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
