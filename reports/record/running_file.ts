import type { MetricsRow } from "./metrics_row.ts";
import type { RunningTrialRecord } from "./parse_running_trial.ts";
import { runFolder } from "./run_folder.ts";

/**
 * The end of the name of a running trial's file, `seed-<n>.running.jsonl` beside the folder that it will have.
 *
 * @category Records
 */
export const RUNNING_SUFFIX = ".running.jsonl";

/**
 * The evaluations of a trial on disk while it runs, for other processes to read. Disposing of it removes the file.
 *
 * @category Records
 */
export interface RunningFile extends Disposable {
  /**
   * Adds an evaluation; it is on disk within a second.
   *
   * @param row The evaluation.
   */
  add(row: MetricsRow): void;
}

/**
 * Options of {@linkcode runningFile}.
 *
 * @category Records
 */
export interface RunningFileOptions {
  /** Milliseconds before the first write and between two; default 1000. */
  readonly pause?: number;
}

/**
 * Writes the evaluations of a trial while it runs: a line that says which, then one for each, appended at most once a second,
 * so that a trial of less than a second writes nothing, and one of any length never what it has written before. Where
 * the file cannot be written, as on a full disk, the trial goes on without.
 *
 * @category Records
 * @param root The runs folder, in which the trial's folder has a parent.
 * @param trial The trial.
 * @param options The pause between writes, see {@linkcode RunningFileOptions}.
 * @returns The file.
 *
 * @example
 * ```ts
 * import { parseRunningTrial, runFolder, runningFile } from "@descent/reports";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const { record, metrics } = sampleRun();
 * const runs = await Deno.makeTempDir(), path = `${runs}/${runFolder(record)}.running.jsonl`;
 * await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
 * using file = runningFile(runs, { ...record, epochs: 2 }, { pause: 0 });
 * file.add(metrics[0]);
 * await new Promise((resolve) => setTimeout(resolve, 5));
 * assertEquals(parseRunningTrial(await Deno.readTextFile(path), path)?.rows.length, 1);
 * ```
 */
export function runningFile(
  root: string,
  { trialId, experiment, problem, optimizer, setting, seed, phase, epochs }: RunningTrialRecord,
  { pause = 1000 }: RunningFileOptions = {},
): RunningFile {
  const path = `${root}/${runFolder({ experiment, problem, optimizer, setting, seed })}` +
    RUNNING_SUFFIX;
  const keys = { trialId, experiment, problem, optimizer, setting, seed, phase, epochs };
  const encoder = new TextEncoder();
  let lines = `${JSON.stringify({ ...keys, startedAt: new Date().toISOString() })}\n`;
  let timer: ReturnType<typeof setTimeout> | undefined = setTimeout(write, pause);
  let file: Deno.FsFile | undefined;
  let isOver = false;

  function write(): void {
    timer = undefined;
    const bytes = encoder.encode(lines);
    lines = "";
    try {
      file ??= Deno.openSync(path, { write: true, create: true, truncate: true });
      for (let written = 0; written < bytes.length;) {
        written += file.writeSync(bytes.subarray(written));
      }
    } catch {
      // The curve of a trial that runs is not what the run is for.
      isOver = true;
    }
  }

  return {
    add({ step, epoch, seconds, gradientEvaluations, learningRate, scores }) {
      if (isOver) return;
      const row = { step, epoch, seconds, gradientEvaluations, learningRate, scores };
      lines += `${JSON.stringify(row)}\n`;
      timer ??= setTimeout(write, pause);
    },
    [Symbol.dispose]() {
      isOver = true;
      clearTimeout(timer);
      file?.close();
      file = undefined;
      try {
        // One that a killed run left too.
        Deno.removeSync(path);
      } catch {
        // There is none.
      }
    },
  };
}
