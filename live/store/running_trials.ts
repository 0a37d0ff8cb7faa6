import { parseRunningTrial, RUNNING_SUFFIX } from "@descent/reports";
import type { TrialWatch } from "../trials/trial_watch.ts";

/**
 * The trials on disk that other processes run now.
 *
 * @category Trials
 */
export interface RunningTrials {
  /** How many. */
  readonly count: number;
  /**
   * Reads what is new in the file of a trial.
   *
   * @param path The file, which ends in `.running.jsonl`.
   * @throws {SyntaxError} When it is not what a run writes.
   */
  read(path: string): void;
  /**
   * Forgets the trials of other files.
   *
   * @param paths The files that are there.
   */
  keep(paths: ReadonlySet<string>): void;
}

interface KnownFile {
  readonly modified: number;
  readonly size: number;
  readonly trialId: string | null;
  readonly startedAt: string;
  readonly rows: number;
}

/** Of a file that tells of no trial that runs. */
const NONE = { trialId: null, startedAt: "", rows: 0 };

/** Nobody can stop the trial of another process. */
function cannotStop(): void {}

/**
 * Tells of trials that other processes run, from the files that those write meanwhile. It only reads.
 *
 * @category Trials
 * @param watch Hears when a trial starts, is evaluated, and runs no more.
 * @returns None so far.
 *
 * @example
 * ```ts
 * import { liveTrials, runningTrials } from "@descent/live";
 * import { assertEquals } from "@std/assert";
 *
 * const running = runningTrials(liveTrials());
 * running.keep(new Set());
 * assertEquals(running.count, 0);
 * ```
 */
export function runningTrials(
  watch: Pick<TrialWatch, "started" | "evaluated" | "gaveBack">,
): RunningTrials {
  const known = new Map<string, KnownFile>();

  function forget(path: string): void {
    const trialId = known.get(path)?.trialId;
    if (trialId != null) watch.gaveBack(trialId);
  }

  /** Nothing new: it may be that of a run that was killed. */
  function checkHolder(path: string, former: KnownFile): void {
    if (former.trialId === null || isHeld(path)) return;
    forget(path);
    known.set(path, { ...former, ...NONE });
  }

  /** One that is damaged is told of once, and shows nothing any more. */
  function parsed(text: string, path: string, at: Pick<KnownFile, "modified" | "size">) {
    try {
      return parseRunningTrial(text, path);
    } catch (error) {
      forget(path);
      known.set(path, { ...at, ...NONE });
      throw error;
    }
  }

  function read(path: string): void {
    const former = known.get(path);
    const { mtime, size } = Deno.statSync(path);
    const modified = mtime?.getTime() ?? 0;
    if (former?.modified === modified && former.size === size) return checkHolder(path, former);
    const text = Deno.readTextFileSync(path);
    const wasRunning = former !== undefined && former.trialId !== null;
    const content = wasRunning || isHeld(path) ? parsed(text, path, { modified, size }) : null;
    if (content === null) {
      known.set(path, { modified, size, ...NONE });
      return;
    }
    const { trial, startedAt, rows } = content;
    const { trialId } = trial;
    const isSame = wasRunning && former.trialId === trialId && former.startedAt === startedAt;
    if (!isSame) {
      forget(path);
      watch.started({ ...trial, since: startedAt }, cannotStop);
    }
    for (const row of rows.slice(isSame ? former.rows : 0)) watch.evaluated(trialId, row);
    known.set(path, { modified, size, trialId, startedAt, rows: rows.length });
  }

  return {
    get count() {
      return [...known.values()].filter(({ trialId }) => trialId !== null).length;
    },
    read,
    keep(paths) {
      for (const path of known.keys()) {
        if (paths.has(path)) continue;
        forget(path);
        known.delete(path);
      }
    },
  };
}

/**
 * Whether a process holds the lock of the trial. To see that, the lock is taken beside other readers and given back at once; a
 * run that wants it in that moment asks again.
 */
function isHeld(path: string): boolean {
  const lock = `${path.slice(0, -RUNNING_SUFFIX.length)}.lock`;
  try {
    using file = Deno.openSync(lock);
    return !isFree(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function isFree(file: Deno.FsFile): boolean {
  try {
    return file.tryLockSync(false);
  } catch {
    // The file system has no locks.
    return false;
  }
}
