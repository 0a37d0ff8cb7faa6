import { asUserError, TaskError } from "@descent/cli";
import { findProblem, type ProblemData } from "@descent/problems";
import { readRunAt, type Run } from "@descent/reports/record";
import { chosenEngine } from "../experiment/chosen_engine.ts";
import { foreignOptimizer, type ForeignSettings } from "../isolation/foreign_optimizer.ts";
import { foreignProblem } from "../isolation/foreign_problem.ts";
import { foreignSchedule } from "../isolation/foreign_schedule.ts";
import { isolatingRunner } from "../isolation/isolating_runner.ts";
import type { ModuleSnapshot } from "../isolation/module_snapshot.ts";
import { currentEnvironment } from "../trials/environment.ts";
import type { Trial } from "../trials/trial.ts";
import { settingLabel } from "../trials/trial_keys.ts";
import { trialRunner } from "../trials/trial_runner.ts";
import { machineDifferences } from "./machine_differences.ts";
import { runDifferences } from "./run_differences.ts";
import { trialOfRecord } from "./trial_of_record.ts";

/**
 * Options of {@linkcode reproduceRecord}.
 *
 * @category Reproduction
 */
export interface ReproduceOptions extends ForeignSettings {
  /** Path of the record, `record.json`; its `metrics.csv` lies beside it. */
  readonly path: string;
  /** Number of threads; the bits are the same. Default 1. */
  readonly threads?: number;
  /** The native library where the record was made with one; default the system's. */
  readonly nativeLibrary?: string | undefined;
  /** The folder of the data sets; default `$DESCENT_DATA`, else `./datasets`. */
  readonly dataDirectory?: string | undefined;
}

/**
 * The outcome of a trial that was run again.
 *
 * @category Reproduction
 */
export interface Reproduction {
  /** The trial in words. */
  readonly label: string;
  /** The record. */
  readonly former: Run;
  /** Where the trial parts from it, see {@linkcode runDifferences}; empty when all bits are equal. */
  readonly differences: readonly string[];
  /** Differences that change bits by design, between the record's machine, code and data and these: a sentence each. */
  readonly reasons: readonly string[];
}

/** Backends of records that are native libraries. */
const NATIVE_LIBRARIES = ["onednn", "openblas"] as const;

/**
 * Runs the trial of a record again, with the engine that it names, and compares every evaluation and the final weights.
 *
 * @category Reproduction
 * @param options The record, threads, and where data lie, see {@linkcode ReproduceOptions}.
 * @returns Whether and where it parts from the record.
 * @throws {TaskError} When the record is damaged or of a trial that failed, when a module of a third party is another
 * one now, when data are missing, or when there is no native library for one that was made with it.
 *
 * @example
 * ```ts ignore
 * import { reproduceRecord } from "@descent/lab";
 *
 * const { differences } = await reproduceRecord({ path: "runs/compare/…/seed-0/record.json" });
 * console.log(differences.length === 0 ? "equal" : differences);
 * ```
 */
export async function reproduceRecord(
  { path, threads = 1, nativeLibrary, dataDirectory, ...settings }: ReproduceOptions,
): Promise<Reproduction> {
  const former = await asUserError(() => readRunAt(folderOf(path)));
  const { record } = former;
  const trial = trialOfRecord(record);
  const label = `${trial.optimizer.name} ${settingLabel(trial)} seed ${trial.seed}`;
  if (record.status === "failed") {
    throw new TaskError(
      `${path}: expected a trial that ended, got one that failed: ${record.error}`,
    );
  }
  const { backend } = record.environment.matmul;
  const engine = chosenEngine({
    threads,
    native: NATIVE_LIBRARIES.find((name) => name === backend) ?? "none",
    strictFma: record.environment.multiplyAdd === "strict",
    // A record of before there was a choice.
    convolution: record.environment.convolution ?? "direct",
    nativeLibrary,
  });
  const { snapshots, data } = await asUserError(() =>
    prepared(trial, { dataDirectory, ...settings })
  );
  await using cleanup = new AsyncDisposableStack();
  const own = cleanup.use(trialRunner({ engine: engine.options }));
  const runner = snapshots.length === 0 ? own : cleanup.use(
    isolatingRunner({ runner: own, snapshots, engine: engine.options, ...settings }),
  );
  const { metrics, dataset, ...outcome } = await runner.run({ trial, data }, () => {});
  const reasons = machineDifferences(currentEnvironment(engine.record), record.environment);
  if (dataset?.digest !== record.dataset?.digest && outcome.status !== "failed") {
    reasons.push("The data are others than those of the record: their SHA-256 differs.");
  }
  const differences = runDifferences({ record: outcome, metrics }, former);
  return { label, former, differences, reasons };
}

function folderOf(path: string): string {
  const slash = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
  if (path.slice(slash + 1) !== "record.json") {
    throw new TaskError(
      `reproduce: expected the path of a file record.json, got '${path}'; they lie in the folder of runs`,
    );
  }
  return slash < 0 ? "." : path.slice(0, slash);
}

/** Modules of third parties as they are now, which must be those of the record, and the problem's data. */
async function prepared(
  { plugin, problem: { name, source, options, budget: { schedule } } }: Trial,
  { dataDirectory, ...settings }: Pick<ReproduceOptions, "dataDirectory"> & ForeignSettings,
): Promise<{ readonly snapshots: readonly ModuleSnapshot[]; readonly data: ProblemData }> {
  const snapshots: ModuleSnapshot[] = [];
  const take = (snapshot: ModuleSnapshot, { digest }: { readonly digest: string }) => {
    if (snapshot.source.digest !== digest) {
      throw new TypeError(
        `Module '${snapshot.source.address}': expected the text that the record's trial ran, got another; put that one back`,
      );
    }
    snapshots.push(snapshot);
  };
  if (plugin !== null) take((await foreignOptimizer(plugin.address, settings)).snapshot, plugin);
  if (typeof schedule === "object" && schedule.kind === "module") {
    take(await foreignSchedule(schedule.address, settings), schedule);
  }
  if (source === null) {
    return { snapshots, data: await findProblem(name).load(options, { dataDirectory }) };
  }
  const texts = Object.fromEntries(
    Object.entries(options).filter((entry): entry is [string, string] =>
      typeof entry[1] === "string"
    ),
  );
  const problem = await foreignProblem(source.address, {
    dataDirectory,
    texts: () => texts,
    ...settings,
  });
  take(problem.snapshot, source);
  return { snapshots, data: await problem.plugin.load(options, { dataDirectory }) };
}
