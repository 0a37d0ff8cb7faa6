import { readRunAt, RUNNING_SUFFIX } from "@descent/reports";
import type { TrialWatch } from "../trials/trial_watch.ts";
import { runningTrials } from "./running_trials.ts";

/**
 * Options of {@linkcode storeWatch}.
 *
 * @category Trials
 */
export interface StoreWatchOptions {
  /** Folders of trials, such as `runs`; one that does not exist yet holds none. */
  readonly folders: readonly string[];
  /** Hears of each trial that has ended once, and again when its record is another one; and of those that run. */
  readonly watch: TrialWatch;
  /** Hears of files that do not hold, each once. */
  readonly tell: (line: string) => void;
}

/**
 * Trials on disk, while a run may still write some.
 *
 * @category Trials
 */
export interface StoreWatch {
  /** How many have ended. */
  readonly count: number;
  /** How many other processes run. */
  readonly running: number;
  /** Looks for what is new. */
  scan(): Promise<void>;
}

/** Trials that are read before others may do something. */
const READ_AT_ONCE = 25;

/**
 * Reads the trials below some folders, those that run with the curves that they have so far, and those that come later.
 *
 * @category Trials
 * @param options Folders, and who hears of the trials, see {@linkcode StoreWatchOptions}.
 * @returns The watch, at no trial.
 *
 * @example
 * ```ts
 * import { liveTrials, storeWatch } from "@descent/live";
 * import { assertEquals } from "@std/assert";
 *
 * const watch = liveTrials();
 * const store = storeWatch({ folders: ["no-such-folder"], watch, tell: console.error });
 * await store.scan();
 * assertEquals(store.count, 0);
 * ```
 */
export function storeWatch({ folders, watch, tell }: StoreWatchOptions): StoreWatch {
  const known = new Map<string, number | undefined>();
  const running = runningTrials(watch);
  let count = 0;

  async function scan(): Promise<void> {
    let read = 0;
    const seen = new Set<string>();
    for (const folder of folders) {
      for await (const path of trialPaths(folder)) {
        if (path.endsWith(RUNNING_SUFFIX)) {
          seen.add(path);
          told(() => running.read(path));
        } else if (isNew(path)) {
          readTrial(path);
          if (++read % READ_AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve));
        }
      }
    }
    running.keep(seen);
  }

  function isNew(folder: string): boolean {
    try {
      const time = Deno.statSync(`${folder}/record.json`).mtime?.getTime();
      if (known.has(folder) && known.get(folder) === time) return false;
      known.set(folder, time);
      return true;
    } catch (error) {
      // It is being replaced.
      if (error instanceof Deno.errors.NotFound) return false;
      throw error;
    }
  }

  function readTrial(folder: string): void {
    told(() => {
      watch.ended(readRunAt(folder));
      count++;
    });
  }

  function told(read: () => void): void {
    try {
      read();
    } catch (error) {
      // It is being replaced, or has ended just now.
      if (error instanceof Deno.errors.NotFound) return;
      if (!(error instanceof SyntaxError)) throw error;
      // Words of a damaged file may be in it, which are not to steer the terminal.
      tell(error.message.replace(/\p{Cc}/gu, "\ufffd"));
    }
  }

  return {
    get count() {
      return count;
    },
    get running() {
      return running.count;
    },
    scan,
  };
}

/**
 * The folders that hold a record, and before each the file of its trial where that runs; folders that are being written, or
 * hold checkpoints, end otherwise.
 */
async function* trialPaths(folder: string): AsyncGenerator<string> {
  const inner: string[] = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      if (name === "record.json") yield folder;
      else if (name.endsWith(RUNNING_SUFFIX)) yield `${folder}/${name}`;
      else if (isDirectory && !/\.(tmp|unfinished)$/.test(name)) inner.push(`${folder}/${name}`);
    }
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw error;
  }
  for (const each of inner) yield* trialPaths(each);
}
