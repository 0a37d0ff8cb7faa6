import type { MetricsRow } from "./metrics_row.ts";
import type { Run } from "./run.ts";
import { parseRun, type RunFile, stringifyRun } from "./run_files.ts";
import type { ProblemRecord, RunRecord } from "./run_record.ts";
import { fileReader } from "./_file_reader.ts";
import { isTemporaryName } from "./_temporary_name.ts";
import { writeFolder } from "./_write_folder.ts";

export type { Run };

/** Bytes; what is larger was not written by a trial, and is not to fill the memory. */
const LARGEST_FILE = 2 ** 28;

/**
 * The fields of a record that say which trial it is.
 *
 * @category Records
 */
export type TrialKeys = Pick<RunRecord, "experiment" | "optimizer" | "setting" | "seed"> & {
  /** The problem, of which the name counts. */
  readonly problem: Pick<ProblemRecord, "name">;
};

/**
 * The folder of one trial below the runs folder:
 * `<experiment>/<problem>/<optimizer>/<setting id>/seed-<n>`.
 *
 * @category Records
 * @param keys A record, or just the fields that name the trial.
 * @returns The path, with `/` between its parts.
 *
 * @example Where a trial lies
 * ```ts
 * import { runFolder } from "@descent/reports";
 * import { sampleRecord } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const record = sampleRecord({ experiment: "compare", seed: 3 });
 * assertEquals(runFolder(record), "compare/digits-two-layer/adam/lr=0.001/seed-3");
 * ```
 */
export function runFolder(keys: TrialKeys): string {
  const { experiment, problem, optimizer, setting, seed } = keys;
  return `${experiment}/${problem.name}/${optimizer.name}/${setting.id}/seed-${seed}`;
}

/**
 * Writes one finished trial. Its folder appears whole or not at all, whenever the program is stopped; one that is there
 * is replaced.
 *
 * @category Records
 * @param root The runs folder.
 * @param record The trial.
 * @param metrics One row per evaluation.
 * @returns The folder written to.
 * @throws {SyntaxError} When the record breaks its format, or record and metrics disagree; then nothing is written.
 * @throws {RangeError} When a row has a score that is no metric of the problem; then nothing is written.
 * @throws {Error} The error of the file system.
 *
 * @example A trial is written and read back
 * ```ts
 * import { readRun, writeRun } from "@descent/reports";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const root = await Deno.makeTempDir();
 * const { record, metrics } = sampleRun();
 * await writeRun(root, record, metrics);
 * assertEquals(readRun(root, record), { record, metrics });
 * await Deno.remove(root, { recursive: true });
 * ```
 */
export async function writeRun(
  root: string,
  record: RunRecord,
  metrics: readonly MetricsRow[],
): Promise<string> {
  const files = stringifyRun({ record, metrics });
  const folder = `${root}/${runFolder(record)}`;
  await writeFolder(folder, { "metrics.csv": files.metrics, "record.json": files.record });
  return folder;
}

/**
 * Reads one trial, so that an interrupted experiment can go on where it stopped. Nothing is taken on trust: not that
 * the files are whole and as they were written, and not that they are of the trial that their folder names.
 *
 * @category Records
 * @param root The runs folder.
 * @param keys Which trial; a `trialId` among them is held against the record's.
 * @param code Digest of the code that asks: what the same code wrote it has checked before, and of that nothing but the
 * checksums and the keys is asked again. Default: all is.
 * @returns The trial, or `undefined` when it was never finished.
 * @throws {SyntaxError} When anything does not hold; the message has the file and the reason.
 *
 * @example A trial that was never finished
 * ```ts
 * import { readRun } from "@descent/reports";
 * import { sampleRecord } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(readRun("no-such-folder", sampleRecord()), undefined);
 * ```
 */
export function readRun(
  root: string,
  keys: TrialKeys & Partial<Pick<RunRecord, "trialId">>,
  code?: string,
): Run | undefined {
  const folder = `${root}/${runFolder(keys)}`;
  const recordFile = readFile(`${folder}/record.json`, "Run record");
  if (recordFile === undefined) return undefined;
  const run = parseRun(recordFile, metricsFileIn(folder), code);
  const { trialId = run.record.trialId } = keys;
  for (
    const [field, value, wanted] of [
      ["experiment", run.record.experiment, keys.experiment],
      ["problem.name", run.record.problem.name, keys.problem.name],
      ["optimizer.name", run.record.optimizer.name, keys.optimizer.name],
      ["setting.id", run.record.setting.id, keys.setting.id],
      ["seed", run.record.seed, keys.seed],
      ["trialId", run.record.trialId, trialId],
    ] as const
  ) {
    if (value === wanted) continue;
    throw new SyntaxError(
      `Run record ${folder}/record.json: another trial's: its ${field} is ${value}; wanted ${wanted}`,
    );
  }
  return run;
}

/**
 * Reads every finished trial below a folder.
 *
 * @category Records
 * @param root The runs folder, or any folder in it: `"runs/compare"`. One that does not exist holds
 * no trials.
 * @returns The trials sorted by {@linkcode compareTrials}, whatever order they finished in.
 * @throws {SyntaxError} When a file is damaged, or a record lies in the folder of another trial.
 *
 * @example A folder without trials
 * ```ts
 * import { readRuns } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await readRuns("no-such-folder"), []);
 * ```
 */
export async function readRuns(root: string): Promise<Run[]> {
  const runs: Run[] = [];
  for await (const folder of foldersWithRecord(root)) {
    const run = readRunAt(folder);
    const wanted = runFolder(run.record);
    // The root may lie anywhere above the trials, or lead there by a link.
    if (!(await Deno.realPath(folder)).replaceAll("\\", "/").endsWith(`/${wanted}`)) {
      throw new SyntaxError(`Run record ${folder}/record.json: another trial's: wanted ${wanted}`);
    }
    runs.push(run);
  }
  return runs.sort((a, b) => compareTrials(a.record, b.record));
}

/**
 * Orders trials by experiment, problem, optimizer, setting and seed.
 *
 * @category Records
 * @param a One trial.
 * @param b Another.
 * @returns Negative when `a` comes first, 0 when they are the same trial.
 *
 * @example Seeds are ordered as numbers
 * ```ts
 * import { compareTrials } from "@descent/reports";
 * import { sampleRecord } from "@descent/reports/testing";
 * import { assert } from "@std/assert";
 *
 * assert(compareTrials(sampleRecord({ seed: 9 }), sampleRecord({ seed: 10 })) < 0);
 * ```
 */
export function compareTrials(a: TrialKeys, b: TrialKeys): number {
  return compareText(a.experiment, b.experiment) || compareText(a.problem.name, b.problem.name) ||
    compareText(a.optimizer.name, b.optimizer.name) || compareText(a.setting.id, b.setting.id) ||
    a.seed - b.seed;
}

/** By code unit: the order must not depend on the machine's language. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Reads the trial of a folder, whichever it is.
 *
 * @category Records
 * @param folder The folder with its `record.json` and `metrics.csv`.
 * @returns The trial.
 * @throws {SyntaxError} When a file is missing or damaged.
 *
 * @example
 * ```ts
 * import { readRunAt } from "@descent/reports";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => readRunAt("no-such-folder"), SyntaxError, "missing");
 * ```
 */
export function readRunAt(folder: string): Run {
  const path = `${folder}/record.json`;
  return parseRun(
    readFile(path, "Run record") ?? missing(path, "Run record"),
    metricsFileIn(folder),
  );
}

function metricsFileIn(folder: string): RunFile {
  const path = `${folder}/metrics.csv`;
  return readFile(path, "Metrics") ?? missing(path, "Metrics");
}

function missing(path: string, kind: string): never {
  throw new SyntaxError(`${kind} ${path}: missing; run the trial again`);
}

/** One for each of a trial's files. */
const READERS = { "Run record": fileReader(LARGEST_FILE), "Metrics": fileReader(LARGEST_FILE) };

/** Without waiting: of ten thousand trials that takes a fraction of the time. */
function readFile(path: string, kind: keyof typeof READERS): RunFile | undefined {
  const bytes = READERS[kind](path);
  if (bytes === "missing") return undefined;
  if (bytes === "not a file") {
    throw new SyntaxError(`${kind} ${path}: not a file; run the trial again`);
  }
  if (bytes.length > LARGEST_FILE) {
    throw new SyntaxError(`${kind} ${path}: larger than any that a trial writes`);
  }
  return { path, bytes };
}

async function* foldersWithRecord(folder: string): AsyncGenerator<string> {
  const folders: string[] = [];
  try {
    for await (const entry of Deno.readDir(folder)) {
      // One that is being written, or was when its program was killed.
      if (isTemporaryName(entry.name)) continue;
      if (entry.isDirectory) folders.push(`${folder}/${entry.name}`);
      else if (entry.name === "record.json") yield folder;
    }
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw error;
  }
  for (const inner of folders) yield* foldersWithRecord(inner);
}
