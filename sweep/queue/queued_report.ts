import { printError, TaskError } from "@descent/cli";
import { type LaboratoryOptions, storedLaboratory, type TrialPlace } from "@descent/lab";
import { type NamedExperiment, namedExperiment } from "../named_experiment.ts";
import { queueAddress } from "./queue_address.ts";
import { TrialQueue } from "./trial_queue.ts";

/** A report over a queue that is ready to be made. */
export interface QueuedReport extends NamedExperiment {
  /** Where its trials come from. */
  readonly place: TrialPlace;
}

/**
 * The report over the trials of a queue, which must all have ended.
 *
 * @param queue The queue.
 * @param words The command that it is of; where there is none, the only one of the queue.
 * @returns The experiment, and where its trials come from.
 * @throws {TaskError} When there is no such command.
 */
export async function queuedReport(
  queue: TrialQueue,
  words: readonly string[],
): Promise<QueuedReport> {
  const sweeps = await queue.sweeps<LaboratoryOptions["environment"]>();
  const text = (own: readonly string[]) => own.join(" ");
  const list = sweeps.map(({ words }) => `\n  ${text(words)}`).join("");
  const named = words.length === 0 ? undefined : namedExperiment("report", words);
  const wanted = named === undefined ? undefined : text([named.command, ...named.args]);
  const fitting = wanted === undefined
    ? sweeps
    : sweeps.filter(({ words }) => text(words) === wanted);
  if (fitting.length !== 1) {
    throw new TaskError(
      sweeps.length === 0
        ? `report: expected trials in ${queue.shown}, found none; deno task sweep puts them there`
        : wanted === undefined
        ? `report: expected one command in ${queue.shown}, found ${sweeps.length}; give one of them after --:${list}`
        : `report: expected one of the commands in ${queue.shown}, got '${wanted}':${list}`,
    );
  }
  const [{ words: own, environment }] = fitting;
  return {
    ...namedExperiment("report", own),
    place: {
      environment,
      laboratory: (options) =>
        storedLaboratory({
          ...options,
          place: queue.shown,
          find: async (keys) => {
            const runs = await queue.finished(keys.map(({ trialId }) => trialId));
            return keys.map(({ trialId }) => runs.get(trialId));
          },
        }),
    },
  };
}

/**
 * Opens the queue that a task was given.
 *
 * @param address Its address; default that of the environment variable.
 * @returns The queue.
 */
export function openQueue(address: string | undefined): Promise<TrialQueue> {
  return TrialQueue.open(queueAddress(address), { tell: printError });
}
