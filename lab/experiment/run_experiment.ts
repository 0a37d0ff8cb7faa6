import {
  asFileSystemFailure,
  assertWritableFolder,
  asUserError,
  type FlagTable,
  onInterruption,
  print,
  printError,
  progressDisplay,
  progressTracker,
  runTask,
  TaskError,
  typedName,
} from "@descent/cli";
import { MissingDatasetError, OptionError } from "@descent/data";
import { findProblem, type ProblemChoice, type ProblemData } from "@descent/problems";
import {
  compareTrials,
  csvFiles,
  recoverFolder,
  removeLeftovers,
  type Run,
  writePage,
} from "@descent/reports";
import { writeProfile } from "../profile/write_profile.ts";
import { currentEnvironment } from "../trials/environment.ts";
import type { Trial } from "../trials/trial.ts";
import { trialRunner } from "../trials/trial_runner.ts";
import { type ChosenEngine, chosenEngine } from "./chosen_engine.ts";
import { commonFlags, type CommonValues } from "./common_flags.ts";
import type { Experiment, ExperimentResult, KnownPlugins } from "./experiment.ts";
import { jobCount } from "./job_count.ts";
import { knownOptimizers } from "./known_optimizers.ts";
import { type KnownProblem, knownProblems } from "./known_problems.ts";
import { createLaboratory, type Laboratory } from "./laboratory.ts";
import { optimizerHelp } from "./optimizer_help.ts";

/**
 * Runs an experiment as a program: reads its flags, loads the data, runs its trials in workers with a progress
 * display, and writes its report.
 *
 * @param experiment The experiment.
 * @param args The arguments, such as `Deno.args`.
 * @param command The words before them after `deno task`; default the experiment's name.
 * @returns The code to exit with, one of {@linkcode EXIT_CODES}: 1 where all trials failed.
 *
 * @example
 * ```ts ignore
 * import { type Experiment, runExperiment } from "@descent/lab";
 * import experiment from "./experiment.ts";
 *
 * Deno.exit(await runExperiment(experiment satisfies Experiment<unknown>, Deno.args));
 * ```
 */
export async function runExperiment<Values>(
  experiment: Experiment<Values>,
  args: readonly string[],
  command: string = experiment.name,
): Promise<number> {
  const { name, doc } = experiment;
  let known: KnownPlugins = { optimizers: [], problems: [] };
  const makeTask = async () => {
    known = { optimizers: await knownOptimizers(args), problems: await knownProblems(args) };
    const flags = { ...commonFlags(name), ...experiment.flags(known) };
    return {
      name: command,
      doc,
      flags: flags as FlagTable<CommonValues & Values>,
      notes: optimizerHelp(known.optimizers),
      explainUnknownFlag: (flag: string) => experiment.explainUnknownFlag?.(flag, known),
    };
  };
  return await runTask<CommonValues & Values>(makeTask, args, async (values) => {
    using _largeFiles = largeFilesFail();
    const jobs = jobCount(values);
    const engine = chosenEngine(values);
    await assertWritableFolder("--out", values.out);
    await assertWritableFolder("--runs", values.runs);
    // Of a run that was killed.
    await recoverFolder(values.out);
    await removeLeftovers(`${values.runs}/${name}`);
    const typed = commandLine(command, args);
    const { result: { runs, page }, trials, laboratory } = await runTrials(experiment, {
      values,
      jobs,
      engine,
      known,
      command: typed,
    });
    const { out } = values;
    const kept = `its trials are in ${values.runs}, and the same command goes on from there`;
    await asFileSystemFailure(
      () => writeReport(out, { runs, page: { question: doc, ...page } }),
      () => [`${name}: cannot write the report to ${out}`, kept],
    );
    if (values.profile && trials.length > 0) {
      const { data } = laboratory;
      const path = await asFileSystemFailure(
        () => writeProfile({ experiment: name, trials, data, engine: engine.options, out }),
        () => [`${name}: cannot write the profile to ${out}`, kept],
      );
      print(`\nProfile: ${path}`);
    }
    tellFailures(name, runs);
  });
}

/** Everything that a run of an experiment is made from. */
interface RunOptions<Values> {
  readonly values: CommonValues & Values;
  /** Number of trials that run side by side. */
  readonly jobs: number;
  readonly engine: ChosenEngine;
  readonly known: KnownPlugins;
  readonly command: string;
}

/** A run that has ended. */
interface EndedRun {
  readonly result: ExperimentResult;
  /** Every trial that was asked for. */
  readonly trials: readonly Trial[];
  readonly laboratory: Laboratory;
}

async function runTrials<Values>(
  experiment: Experiment<Values>,
  { values, jobs, engine, known, command }: RunOptions<Values>,
): Promise<EndedRun> {
  using cleanup = new DisposableStack();
  // Workers get ready while this thread loads the data.
  const runners = Array.from(
    { length: jobs },
    () => cleanup.use(trialRunner({ engine: engine.options })),
  );
  const tracker = progressTracker();
  const { snapshot } = tracker;
  const display = cleanup.use(progressDisplay({ title: experiment.name, snapshot }));
  const interruption = new AbortController();
  cleanup.use(onInterruption(({ reason, exitCode }) => {
    const { done, total } = snapshot();
    const message = `${experiment.name}: ${reason}; ${done} of ${total} trials are in ` +
      `${values.runs}, and the same command goes on from there`;
    interruption.abort(new TaskError(message, exitCode));
  }));
  const laboratory = createLaboratory({
    load: (problem) => loadData(problem, known.problems, values.dataDir),
    runners,
    runsFolder: values.runs,
    environment: currentEnvironment(engine.record, runners.length),
    command,
    tracker,
    display,
    failFast: values.failFast,
    signal: interruption.signal,
  });
  const trials: Trial[] = [];
  const run: Laboratory["run"] = (asked, options) => {
    trials.push(...asked);
    return laboratory.run(asked, options);
  };
  const result = await experiment.run({ laboratory: { ...laboratory, run }, ...known, values });
  return { result, trials, laboratory };
}

/** A problem's data; an option that they refuse was a flag. */
async function loadData(
  { name, source, options }: ProblemChoice,
  known: readonly KnownProblem[],
  dataDirectory: string | undefined,
): Promise<ProblemData> {
  const plugin = source === null
    ? findProblem(name)
    : known.find(({ plugin }) => plugin.name === name)!.plugin;
  try {
    return await asUserError(() => plugin.load(options, { dataDirectory }));
  } catch (error) {
    throw error instanceof TaskError ? withFlags(error) : error;
  }
}

/** The same failure for someone who knows options as flags. */
function withFlags(failure: TaskError): TaskError {
  const { message, exitCode, cause } = failure;
  if (cause instanceof OptionError) {
    const { option, wanted, came } = cause;
    const flag = `--${typedName(option)}`;
    return new TaskError(`${flag}: expected ${wanted}, got ${came}`, exitCode, { cause });
  }
  if (cause instanceof MissingDatasetError) {
    const { dataset, directory } = cause;
    const command = `deno task data ${dataset} --data-dir ${directory}`;
    return new TaskError(`${message} or --data-dir; \`${command}\` downloads it`, exitCode, {
      cause,
    });
  }
  return failure;
}

async function writeReport(folder: string, { runs, page }: ExperimentResult): Promise<void> {
  const sorted = [...runs].sort((a, b) => compareTrials(a.record, b.record));
  const path = await writePage(folder, page, { ...csvFiles(sorted) });
  print(`${page.headline}\n\nReport: ${path}`);
}

/** A line where some trials failed; where all did there is no result. */
function tellFailures(experiment: string, runs: readonly Run[]): void {
  const failed = runs.map(({ record }) => record)
    .filter(({ status }) => status === "failed")
    .sort(compareTrials);
  if (failed.length === 0) return;
  const { optimizer, seed, error } = failed[0];
  const first = `first ${optimizer.name} with seed ${seed}: ${error}`;
  if (failed.length === runs.length) {
    const all = runs.length === 1 ? "the only trial" : `all ${runs.length} trials`;
    throw new TaskError(`${experiment}: ${all} failed, ${first}`, 1);
  }
  printError(`${failed.length} of ${runs.length} trials failed, ${first}`);
}

/** Beyond the limit of file sizes writing fails, which a sentence explains, instead of ending the program. */
function largeFilesFail(): Disposable {
  const cleanup = new DisposableStack();
  if (Deno.build.os === "windows") return cleanup;
  const ignore = () => {};
  Deno.addSignalListener("SIGXFSZ", ignore);
  cleanup.defer(() => Deno.removeSignalListener("SIGXFSZ", ignore));
  return cleanup;
}

/** The command as it can be typed again. */
function commandLine(command: string, args: readonly string[]): string {
  const quoted = args.map((arg) =>
    /^[\w./:=,@+-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`
  );
  return ["deno task", command, ...quoted].join(" ");
}
