import { TaskError } from "@descent/cli";
import { compareTrials, readRuns, type Run, runFolder } from "@descent/reports";
import { runDifferences } from "../reproduction/run_differences.ts";
import type { NamedTrial } from "../trials/trial_keys.ts";

/** Trials that are named one by one. */
const MOST_NAMED = 5;

/**
 * The trials of several stores, each once.
 *
 * @category Stores and checkpoints
 */
export interface MergedStores {
  /** The trials in the order of {@linkcode compareTrials}. */
  readonly runs: readonly Run[];
  /** How many trials more than one store has, with the same bits. */
  readonly shared: number;
  /**
   * Looks for a trial.
   *
   * @param keys Its names.
   * @returns It, or `undefined` where no store has it.
   */
  find(keys: NamedTrial): Run | undefined;
}

/**
 * Reads the trials of several stores as those of one. A trial that several have must be the same in each, bit for bit but
 * for times; of one that failed in one and ended in another the latter counts.
 *
 * @category Stores and checkpoints
 * @param folders The folders of trials, such as the `--runs` of the parts of a run.
 * @returns The trials.
 * @throws {TaskError} When a folder has no trials, when a file in it is damaged, or when a trial differs between two; the
 * message names it and the place.
 *
 * @example
 * ```ts
 * import { mergeStores } from "@descent/lab";
 * import { writeRun } from "@descent/reports";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const folders = [await Deno.makeTempDir(), await Deno.makeTempDir()];
 * for (const [seed, folder] of folders.entries()) {
 *   const { record, metrics } = sampleRun({ seed });
 *   await writeRun(folder, record, metrics);
 * }
 * assertEquals((await mergeStores(folders)).runs.map(({ record }) => record.seed), [0, 1]);
 * ```
 */
export async function mergeStores(folders: readonly string[]): Promise<MergedStores> {
  const found = new Map<string, { readonly run: Run; readonly store: string }>();
  const conflicts: string[] = [];
  let shared = 0;
  for (const store of folders) {
    const runs = await readStore(store);
    for (const run of runs) {
      const key = runFolder(run.record);
      const other = found.get(key);
      if (other === undefined || other.run.record.status === "failed") {
        found.set(key, { run, store });
      } else if (run.record.status !== "failed") {
        const differences = runDifferences(run, other.run);
        if (differences.length === 0) shared++;
        else {
          conflicts.push(
            `${runLabel(run)} in ${other.store} and ${store}: it parts ${differences.join("; ")}`,
          );
        }
      }
    }
  }
  if (conflicts.length > 0) throw new TaskError(conflictText(conflicts));
  return {
    runs: [...found.values()].map(({ run }) => run)
      .sort((a, b) => compareTrials(a.record, b.record)),
    shared,
    find: (keys) => {
      const run = found.get(runFolder(keys))?.run;
      return run?.record.trialId === keys.trialId ? run : undefined;
    },
  };
}

async function readStore(folder: string): Promise<Run[]> {
  let runs: Run[];
  try {
    runs = await readRuns(folder);
  } catch (error) {
    if (error instanceof SyntaxError) throw new TaskError(error.message, 2, { cause: error });
    throw error;
  }
  if (runs.length > 0) return runs;
  throw new TaskError(
    `${folder}: expected a folder of trials, found none in it; give the --runs of a run`,
  );
}

function runLabel({ record: { experiment, problem, optimizer, setting, seed } }: Run): string {
  return `${experiment} ${problem.name} ${optimizer.name} ${setting.id} seed ${seed}`;
}

function conflictText(conflicts: readonly string[]): string {
  const more = conflicts.length - MOST_NAMED;
  const [trials, have] = conflicts.length === 1 ? ["trial", "has"] : ["trials", "have"];
  return [
    `${conflicts.length} ${trials} ${have} one identity and other bits in two folders; one of them was not made by the code and ` +
    "the machine that it names, so leave it out, or find out by deno task reproduce:",
    ...conflicts.slice(0, MOST_NAMED),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join("\n");
}
