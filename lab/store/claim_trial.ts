import { runFolder } from "@descent/reports/record";
import { type CheckpointFiles, checkpointFiles } from "../checkpoints/checkpoint_files.ts";
import type { Checkpoint } from "../training/checkpoint.ts";
import type { NamedTrial } from "../trials/trial_keys.ts";
import type { TrialOutcome } from "../trials/trial_outcome.ts";
import type { CheckpointFile } from "../trials/trial_request.ts";
import { type FileLock, type LockHolder, takeLock } from "./take_lock.ts";

/**
 * A trial of a store that no other process runs as long as this one holds it, and its checkpoints.
 *
 * @category Stores and checkpoints
 */
export class ClaimedTrial implements Disposable {
  /** The training that its checkpoints belong to. */
  readonly training: string;
  readonly #lock: FileLock;
  readonly #folder: string;
  readonly #files: CheckpointFiles;
  #saved = false;
  #resumed = false;
  #isFull = false;

  /** @internal */
  constructor(lock: FileLock, folder: string, { trialId }: NamedTrial) {
    this.training = `trial ${trialId}`;
    this.#lock = lock;
    this.#folder = folder;
    this.#files = checkpointFiles(folder, this.training);
  }

  /** The process that ran it and ended without finishing it, or `null`. */
  get abandonedBy(): LockHolder | null {
    return this.#lock.abandonedBy;
  }

  /**
   * The last checkpoint that holds.
   *
   * @param tell Hears of those that do not, and where the trial goes on.
   * @returns It, or `undefined` where there is none.
   */
  lastCheckpoint(tell: (line: string) => void): Checkpoint | undefined {
    const { checkpoint, refused } = this.#files.read();
    for (const reason of refused) tell(reason);
    if (checkpoint === undefined) {
      if (refused.length > 0) tell("it starts again from the beginning");
      return undefined;
    }
    this.#resumed = true;
    const { step, plannedSteps } = checkpoint.progress;
    tell(`it goes on from its checkpoint after step ${step} of ${plannedSteps}`);
    return checkpoint;
  }

  /**
   * Keeps a checkpoint. Where that fails, as on a full disk, the trial goes on without.
   *
   * @param file The checkpoint.
   * @param tell Hears why it could not be kept, once.
   */
  saveCheckpoint({ step, bytes }: CheckpointFile, tell: (line: string) => void): void {
    try {
      this.#files.write(step, bytes);
      this.#saved = true;
      this.#isFull = false;
    } catch (error) {
      if (!this.#isFull) tell(`its checkpoint cannot be written: ${(error as Error).message}`);
      this.#isFull = true;
    }
  }

  /**
   * Removes the checkpoints of a trial that has ended. Those of one that failed stay, unless it has failed where it went
   * on from them.
   *
   * @param status How it ended.
   */
  removeCheckpoints(status: TrialOutcome["status"]): void {
    if (status === "failed" && (this.#saved || !this.#resumed)) return;
    removeIfThere(this.#folder);
  }

  /** Lets other processes have it. */
  [Symbol.dispose](): void {
    this.#lock[Symbol.dispose]();
  }
}

/**
 * Takes a trial of a store, so that no other process runs it. Beside the trial's folder, while it runs, there are its
 * lock, `seed-<n>.lock`, and its checkpoints, in `seed-<n>.unfinished`.
 *
 * @category Stores and checkpoints
 * @param runsFolder The folder of all trials.
 * @param keys The trial.
 * @returns It, or who runs it now.
 * @throws {Error} The error of the file system.
 *
 * @example
 * ```ts
 * import { ClaimedTrial, claimTrial } from "@descent/lab";
 * import { sampleRecord } from "@descent/reports/testing";
 * import { assert } from "@std/assert";
 *
 * const runs = await Deno.makeTempDir();
 * using claimed = claimTrial(runs, sampleRecord()) as ClaimedTrial;
 * assert(claimed instanceof ClaimedTrial);
 * assert(!(claimTrial(runs, sampleRecord()) instanceof ClaimedTrial));
 * ```
 */
export function claimTrial(runsFolder: string, keys: NamedTrial): ClaimedTrial | LockHolder {
  const folder = `${runsFolder}/${runFolder(keys)}`;
  Deno.mkdirSync(folder.slice(0, folder.lastIndexOf("/")), { recursive: true });
  const lock = takeLock(`${folder}.lock`);
  return "process" in lock ? lock : new ClaimedTrial(lock, `${folder}.unfinished`, keys);
}

function removeIfThere(path: string): void {
  try {
    Deno.removeSync(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
