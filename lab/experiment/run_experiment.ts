import {
  asFileSystemFailure,
  assertWritableFolder,
  asUserError,
  type Interruption,
  largeFilesFail,
  onInterruption,
  print,
  printError,
  progressDisplay,
  progressTracker,
  runTask,
  TaskError,
  withUsualNames,
} from "@descent/cli";
import type { LiveServer } from "@descent/live";
import { findProblem, type ProblemChoice, type ProblemData } from "@descent/problems";
import {
  compareTrials,
  type CsvDialect,
  csvFiles,
  pageFinding,
  recoverFolder,
  removeLeftovers,
  type Run,
  spreadsheetCsv,
  tableData,
  tableText,
  terminalTables,
  withTrialsPage,
  writePage,
} from "@descent/reports";
import { isolatingRunner } from "../isolation/isolating_runner.ts";
import { writeProfile } from "../profile/write_profile.ts";
import { currentEnvironment } from "../trials/environment.ts";
import type { Trial } from "../trials/trial.ts";
import { trialRunner } from "../trials/trial_runner.ts";
import { claimReport } from "../store/claim_report.ts";
import { openLivePage } from "./_open_live_page.ts";
import { withFlags } from "./_with_flags.ts";
import { type BestNetwork, bestNetworks, networkFiles, networksSection } from "./best_networks.ts";
import type { ForeignSettings } from "../isolation/foreign_optimizer.ts";
import { type ChosenEngine, chosenEngine } from "./chosen_engine.ts";
import { type ChosenSchedule, chosenSchedule } from "./chosen_schedule.ts";
import { composedOptimizers } from "./composed_optimizers.ts";
import type { CommonValues } from "./common_flags.ts";
import type { Experiment, ExperimentResult, KnownPlugins } from "./experiment.ts";
import { experimentCommand } from "./experiment_command.ts";
import { foreignNotice } from "./foreign_notice.ts";
import { foreignSettings } from "./foreign_settings.ts";
import { jobCount } from "./job_count.ts";
import { knownOptimizers } from "./known_optimizers.ts";
import { type KnownProblem, knownProblems } from "./known_problems.ts";
import { createLaboratory, type Laboratory, type LaboratoryOptions } from "./laboratory.ts";
import { isElsewhere, parseShard, type Shard } from "./shard.ts";

/** Flags that say which others there are. */
const READ_FIRST = ["plugin", "optimizers", "problem", "problems", "trialTimeout"] as const;

/**
 * Where the trials of a run come from, in place of workers of this process.
 *
 * @category Experiments
 */
export interface TrialPlace {
  /** Software and hardware that the trials run on, or ran on; default those of this process. */
  readonly environment?: LaboratoryOptions["environment"];
  /**
   * Makes the laboratory of a run.
   *
   * @param options Data, folder and display; there are no runners.
   * @returns The laboratory.
   */
  laboratory(options: LaboratoryOptions): Laboratory;
}

/**
 * Runs an experiment as a program: reads its flags, loads the data, runs its trials in workers with a progress
 * display, and writes its report.
 *
 * @category Experiments
 * @param experiment The experiment.
 * @param args The arguments, such as `Deno.args`.
 * @param command The words before them after `deno task`; default the experiment's name.
 * @param place Where trials come from; default workers of this process.
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
  place?: TrialPlace,
): Promise<number> {
  const { name, doc } = experiment;
  let known: KnownPlugins = { optimizers: [], problems: [] };
  const typed = withUsualNames(args, READ_FIRST);
  // With wrapped optimizers by their names, once the task is made: before the flags are read.
  const named = [...typed];
  const makeTask = async () => {
    const optimizers = await knownOptimizers(typed);
    const composed = composedOptimizers(typed, optimizers);
    named.splice(0, named.length, ...composed.args);
    for (const optimizer of composed.optimizers) {
      const isKnown = optimizers.some(({ plugin }) => plugin.name === optimizer.plugin.name);
      if (!isKnown) optimizers.push(optimizer);
    }
    known = { optimizers, problems: await knownProblems(typed) };
    return experimentCommand(experiment, known, command);
  };
  return await runTask<CommonValues & Values>(makeTask, named, async (values, conclude) => {
    using _largeFiles = largeFilesFail();
    const shard = chosenShard(values, experiment.keepsProblems?.(values) ?? false);
    const jobs = place === undefined ? jobCount(values) : 0;
    const engine = place?.environment === undefined ? chosenEngine(values) : undefined;
    const schedule = values.schedule === undefined
      ? undefined
      : await chosenSchedule(values.schedule, foreignSettings(typed));
    // A part makes no report.
    if (shard === undefined) await assertWritableFolder("--out", values.out);
    if (place === undefined) await assertWritableFolder("--runs", values.runs);
    using report = shard === undefined ? claimReport(values.out) : undefined;
    const { folder: out = values.out, reason = null } = report ?? {};
    if (reason !== null) printError(reason);
    // Of a run that was killed.
    if (shard === undefined) await recoverFolder(out);
    if (place === undefined) await tidy(`${values.runs}/${name}`);
    const line = commandLine(command, args);
    for (const notice of foreignNotice({ ...known, schedule }, values)) printError(notice);
    await using live = await openLivePage(values, experiment);
    const { result, trials, laboratory, networks, summary } = await runTrials(
      experiment,
      {
        values,
        schedule,
        jobs,
        engine,
        place,
        shard,
        known,
        command: line,
        settings: foreignSettings(typed),
        live,
      },
    );
    if (shard !== undefined) {
      const own = result.runs.filter((run) => !isElsewhere(run));
      const { size } = new Set(own.map(({ record }) => record.trialId));
      const part = `${shard.index}/${shard.count}`;
      print(
        `${summary}\n\nPart ${part}: ${size} trials are in ${values.runs}; deno task report ` +
          "<folder> <folder> joins those of all parts",
      );
      conclude({ experiment: name, shard: part, trials: size });
      tellFailures(name, own);
      return;
    }
    const { runs, page } = result;
    const kept = `its trials are in ${values.runs}, and the same command goes on from there`;
    const networkSections = networks.length === 0 ? [] : [networksSection(networks)];
    const whole = { question: doc, ...page, sections: [...page.sections, ...networkSections] };
    // A report of several pages leads to its trials itself.
    const written = result.pages === undefined ? withTrialsPage(whole, runs) : { page: whole };
    const path = await asFileSystemFailure(
      () =>
        writeReport(
          out,
          { ...result, ...written },
          networkFiles(networks),
          values.csv === "excel" ? spreadsheetCsv() : undefined,
        ),
      () => [`${name}: cannot write the report to ${out}`, kept],
    );
    const tables = terminalTables(page.sections);
    const texts = tables.map((table) =>
      tables.length === 1 ? tableText(table) : `${table.title}\n${tableText(table)}`
    );
    await live?.end(`The run has ended; its report is ${path}.`);
    print([pageFinding(page), ...texts, summary, `Report: ${path}`].join("\n\n"));
    const { answer = null, headline } = page;
    const trialCount = new Set(runs.map(({ record }) => record.trialId)).size;
    conclude({
      experiment: name,
      answer,
      headline,
      tables: tables.map(tableData),
      trials: trialCount,
      report: path,
    });
    // Third-party code never runs in this process.
    const own = trials.filter(({ plugin, problem: { source, budget } }) =>
      plugin === null && source === null && typeof budget.schedule === "string"
    );
    if (values.profile && own.length < trials.length) {
      printError("Trials of plugins and of problems from files are not profiled.");
    }
    if (values.profile && own.length > 0 && engine !== undefined) {
      const { data } = laboratory;
      const path = await asFileSystemFailure(
        () => writeProfile({ experiment: name, trials: own, data, engine: engine.options, out }),
        () => [`${name}: cannot write the profile to ${out}`, kept],
      );
      print(`\nProfile: ${path}`);
    }
    tellFailures(name, runs);
  });
}

function chosenShard(values: CommonValues, keepsProblems: boolean): Shard | undefined {
  const { shard, profile, saveBest } = values;
  if (shard === undefined) return undefined;
  if (profile || saveBest) {
    const flag = profile ? "--profile" : "--save-best";
    throw new TaskError(`${flag}: expected no --shard, which makes no report, got both`);
  }
  return { ...parseShard(shard), keepsProblems };
}

/** Removes what a run that was killed had begun to write. */
async function tidy(folder: string): Promise<void> {
  const count = await removeLeftovers(folder);
  if (count === 0) return;
  const [what, were] = count === 1 ? ["file or folder", "was"] : ["files and folders", "were"];
  printError(
    `${count} ${what} of a run that was killed while it wrote ${were} removed from ${folder}`,
  );
}

/** Everything that a run of an experiment is made from. */
interface RunOptions<Values> {
  readonly values: CommonValues & Values;
  /** In place of the schedules that the experiment chooses. */
  readonly schedule: ChosenSchedule | undefined;
  /** Number of trials that run side by side. */
  readonly jobs: number;
  /** The engine of the trials; `undefined` where they have run elsewhere. */
  readonly engine: ChosenEngine | undefined;
  readonly place: TrialPlace | undefined;
  readonly shard: Shard | undefined;
  readonly known: KnownPlugins;
  readonly command: string;
  readonly settings: ForeignSettings;
  /** The page that shows the trials as they run. */
  readonly live: LiveServer | undefined;
}

/** A run that has ended. */
interface EndedRun {
  readonly result: ExperimentResult;
  /** Every trial that was asked for. */
  readonly trials: readonly Trial[];
  readonly laboratory: Laboratory;
  /** The networks that were asked for. */
  readonly networks: readonly BestNetwork[];
  /** The number of trials, the time that they took, and how many former runs had done. */
  readonly summary: string;
}

async function runTrials<Values>(
  experiment: Experiment<Values>,
  { values, schedule, jobs, engine, place, shard, known, command, settings, live }: RunOptions<
    Values
  >,
): Promise<EndedRun> {
  await using cleanup = new AsyncDisposableStack();
  const snapshots = [...known.optimizers, ...known.problems, schedule].flatMap((module) =>
    module?.snapshot ?? []
  );
  const endings = new Map<string, number>();
  // Workers get ready while this thread loads the data; more than there are cores begin with a trial, if there is one.
  const runners = Array.from({ length: jobs }, (_, slot) => {
    const startsAtOnce = slot < navigator.hardwareConcurrency;
    const { options: own = {} } = engine ?? {};
    const runner = cleanup.use(trialRunner({ engine: own, startsAtOnce }));
    if (snapshots.length === 0) return runner;
    const options = { runner, snapshots, engine: own, endings, ...settings };
    return cleanup.use(isolatingRunner(options));
  });
  const tracker = progressTracker();
  const { snapshot } = tracker;
  const display = cleanup.use(progressDisplay({ title: experiment.name, snapshot }));
  const interruption = new AbortController();
  const interrupt = ({ reason, exitCode }: Interruption) => {
    const { done, total } = snapshot();
    const message = `${experiment.name}: ${reason}; ${done} of ${total} trials are in ` +
      `${values.runs}, and the same command goes on from there`;
    live?.end(message);
    interruption.abort(new TaskError(message, exitCode));
  };
  cleanup.use(onInterruption(interrupt));
  live?.follow({
    snapshot,
    // What runs elsewhere is not stopped from here.
    ...place === undefined &&
      { stopAll: () => interrupt({ reason: "stopped from the live page", exitCode: 130 }) },
  });
  const make = place === undefined ? createLaboratory : place.laboratory;
  const laboratory = make({
    load: (problem) => loadData(problem, known.problems, values.dataDir),
    runners,
    runsFolder: values.runs,
    environment: place?.environment ?? currentEnvironment(engine?.record, runners.length),
    command,
    tracker,
    display,
    failFast: values.failFast,
    shard,
    watch: live?.watch,
    checkpointEvery: values.checkpointEvery,
    signal: interruption.signal,
  });
  const trials: Trial[] = [];
  const trialOf = new Map<string, Trial>();
  const scheduled = (trial: Trial): Trial => {
    if (schedule === undefined) return trial;
    const { problem } = trial;
    return {
      ...trial,
      problem: { ...problem, budget: { ...problem.budget, schedule: schedule.schedule } },
    };
  };
  const run: Laboratory["run"] = async (asked, { follow, ...options } = {}) => {
    const own = asked.map(scheduled);
    const runs = await laboratory.run(own, {
      ...options,
      ...(follow && {
        follow(run, place) {
          const more = follow(run, place).map(scheduled);
          own.push(...more);
          return more;
        },
      }),
    });
    trials.push(...own);
    runs.forEach(({ record }, i) => trialOf.set(record.trialId, own[i]));
    return runs;
  };
  const result = await experiment.run({ laboratory: { ...laboratory, run }, ...known, values });
  const networks = values.saveBest
    ? await bestNetworks(result.runs, { trialOf, data: laboratory.data, runner: runners[0] })
    : [];
  return { result, trials, laboratory, networks, summary: tracker.summary() };
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

async function writeReport(
  folder: string,
  { runs, page, pages, files }: ExperimentResult,
  networks: Readonly<Record<string, Uint8Array>>,
  dialect: CsvDialect | undefined,
): Promise<string> {
  const data = files ??
    csvFiles([...runs].sort((a, b) => compareTrials(a.record, b.record)), dialect);
  return await writePage(folder, page, { ...data, ...networks }, pages);
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

/** The command as it can be typed again. */
function commandLine(command: string, args: readonly string[]): string {
  const quoted = args.map((arg) =>
    /^[\w./:=,@+-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`
  );
  return ["deno task", command, ...quoted].join(" ");
}
