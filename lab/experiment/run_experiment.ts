import {
  assertWritableFolder,
  asUserError,
  type FlagTable,
  progressDisplay,
  progressTracker,
  runTask,
  TaskError,
} from "@descent/cli";
import {
  findProblem,
  type ProblemChoice,
  type ProblemData,
  type ScheduleChoice,
} from "@descent/problems";
import {
  compareTrials,
  csvFiles,
  pageFinding,
  recoverFolder,
  removeLeftovers,
  writePage,
} from "@descent/reports";
import { isolatingRunner } from "../isolation/isolating_runner.ts";
import { writeProfile } from "../profile/write_profile.ts";
import { currentEnvironment } from "../trials/environment.ts";
import type { Trial } from "../trials/trial.ts";
import { trialRunner } from "../trials/trial_runner.ts";
import { withFlags } from "./_with_flags.ts";
import { type BestNetwork, bestNetworks, networkFiles, networksSection } from "./best_networks.ts";
import type { ForeignSettings } from "../isolation/foreign_optimizer.ts";
import { type ChosenEngine, chosenEngine } from "./chosen_engine.ts";
import { type ChosenSchedule, chosenSchedule } from "./chosen_schedule.ts";
import { composedOptimizers } from "./composed_optimizers.ts";
import { commonFlags, type CommonValues } from "./common_flags.ts";
import type { Experiment, ExperimentResult, KnownPlugins } from "./experiment.ts";
import { foreignNotice } from "./foreign_notice.ts";
import { foreignSettings } from "./foreign_settings.ts";
import { jobCount } from "./job_count.ts";
import { knownOptimizers } from "./known_optimizers.ts";
import { type KnownProblem, knownProblems } from "./known_problems.ts";
import { createLaboratory, type Laboratory } from "./laboratory.ts";
import { optimizerHelp } from "./optimizer_help.ts";
import { scheduleHelp } from "./schedule_help.ts";

/**
 * Runs an experiment as a program: reads its flags, loads the data, runs its trials in workers with a progress
 * display, and writes its report.
 *
 * @param experiment The experiment.
 * @param args The arguments, such as `Deno.args`.
 * @param command The words before them after `deno task`; default the experiment's name.
 * @returns The code to exit with, as of {@linkcode runTask}.
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
  // With wrapped optimizers by their names, once the task is made: before the flags are read.
  const named = [...args];
  const makeTask = async () => {
    const composed = composedOptimizers(args);
    named.splice(0, named.length, ...composed.args);
    const optimizers = await knownOptimizers(args);
    for (const plugin of composed.plugins) {
      const isKnown = optimizers.some((each) => each.plugin.name === plugin.name);
      if (!isKnown) optimizers.push({ plugin, source: null });
    }
    known = { optimizers, problems: await knownProblems(args) };
    const flags = { ...commonFlags(name), ...experiment.flags(known) };
    return {
      name: command,
      doc,
      flags: flags as FlagTable<CommonValues & Values>,
      notes: `${scheduleHelp()}\n\n${optimizerHelp(known.optimizers)}`,
      explainUnknownFlag: (flag: string) => experiment.explainUnknownFlag?.(flag, known),
    };
  };
  return await runTask<CommonValues & Values>(makeTask, named, async (values) => {
    const engine = chosenEngine(values);
    const schedule = values.schedule === undefined
      ? undefined
      : await chosenSchedule(values.schedule, foreignSettings(args));
    await assertWritableFolder("--out", values.out);
    await assertWritableFolder("--runs", values.runs);
    // Of a run that was killed.
    await recoverFolder(values.out);
    await removeLeftovers(`${values.runs}/${name}`);
    const typed = commandLine(command, args);
    for (const line of foreignNotice({ ...known, schedule }, values)) console.error(line);
    const { result: { runs, page }, trials, laboratory, networks } = await runTrials(experiment, {
      values,
      schedule,
      engine,
      known,
      command: typed,
      settings: foreignSettings(args),
    });
    const networkSections = networks.length === 0 ? [] : [networksSection(networks)];
    await writeReport(values.out, {
      runs,
      page: { question: doc, ...page, sections: [...page.sections, ...networkSections] },
    }, networkFiles(networks));
    if (!values.profile) return;
    // Third-party code never runs in this process.
    const own = trials.filter(({ plugin, problem: { source, budget } }) =>
      plugin === null && source === null && typeof budget.schedule === "string"
    );
    if (own.length < trials.length) {
      console.error("Trials of plugins and of problems from files are not profiled.");
    }
    if (own.length === 0) return;
    const { out } = values;
    const { data } = laboratory;
    const path = await writeProfile({
      experiment: name,
      trials: own,
      data,
      engine: engine.options,
      out,
    });
    console.log(`\nProfile: ${path}`);
  });
}

/** Everything that a run of an experiment is made from. */
interface RunOptions<Values> {
  readonly values: CommonValues & Values;
  /** In place of the schedules that the experiment chooses. */
  readonly schedule: ChosenSchedule | undefined;
  readonly engine: ChosenEngine;
  readonly known: KnownPlugins;
  readonly command: string;
  readonly settings: ForeignSettings;
}

/** A run that has ended. */
interface EndedRun {
  readonly result: ExperimentResult;
  /** Every trial that was asked for. */
  readonly trials: readonly Trial[];
  readonly laboratory: Laboratory;
  /** The networks that were asked for. */
  readonly networks: readonly BestNetwork[];
}

async function runTrials<Values>(
  experiment: Experiment<Values>,
  { values, schedule, engine, known, command, settings }: RunOptions<Values>,
): Promise<EndedRun> {
  await using cleanup = new AsyncDisposableStack();
  const snapshots = [...known.optimizers, ...known.problems, schedule].flatMap((module) =>
    module?.snapshot ?? []
  );
  const endings = new Map<string, number>();
  // Workers get ready while this thread loads the data.
  const runners = Array.from({ length: jobCount(values) }, () => {
    const runner = cleanup.use(trialRunner({ engine: engine.options }));
    if (snapshots.length === 0) return runner;
    const options = { runner, snapshots, engine: engine.options, endings, ...settings };
    return cleanup.use(isolatingRunner(options));
  });
  const tracker = progressTracker();
  const { snapshot } = tracker;
  const display = cleanup.use(progressDisplay({ title: experiment.name, snapshot }));
  const interruption = new AbortController();
  const interrupt = () => {
    const { done, total } = snapshot();
    const message = `${experiment.name}: interrupted; ${done} of ${total} trials are in ` +
      `${values.runs}, and the same command goes on from there`;
    interruption.abort(new TaskError(message, 130));
  };
  Deno.addSignalListener("SIGINT", interrupt);
  cleanup.defer(() => Deno.removeSignalListener("SIGINT", interrupt));
  const laboratory = createLaboratory({
    load: (problem) => loadData(problem, known.problems, values.dataDir),
    runners,
    runsFolder: values.runs,
    environment: currentEnvironment(engine.record, runners.length),
    command,
    tracker,
    display,
    signal: interruption.signal,
  });
  const trials: Trial[] = [];
  const trialOf = new Map<string, Trial>();
  const run: Laboratory["run"] = async (asked, options) => {
    const scheduled = schedule === undefined ? asked : asked.map((trial) => {
      const { problem } = trial;
      const budget = { ...problem.budget, schedule: schedule.schedule };
      return { ...trial, problem: { ...problem, budget } };
    });
    trials.push(...scheduled);
    const runs = await laboratory.run(scheduled, options);
    runs.forEach(({ record }, i) => trialOf.set(record.trialId, scheduled[i]));
    return runs;
  };
  const result = await experiment.run({ laboratory: { ...laboratory, run }, ...known, values });
  const networks = values.saveBest
    ? await bestNetworks(result.runs, { trialOf, data: laboratory.data, runner: runners[0] })
    : [];
  return { result, trials, laboratory, networks };
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
  { runs, page }: ExperimentResult,
  networks: Readonly<Record<string, Uint8Array>>,
): Promise<void> {
  const sorted = [...runs].sort((a, b) => compareTrials(a.record, b.record));
  const path = await writePage(folder, page, { ...csvFiles(sorted), ...networks });
  console.log(`${pageFinding(page)}\n\nReport: ${path}`);
  const failed = sorted.filter(({ record }) => record.status === "failed");
  if (failed.length === 0) return;
  const { optimizer, seed, error } = failed[0].record;
  console.error(
    `${failed.length} of ${sorted.length} trials failed, first ${optimizer.name} with seed ${seed}: ${error}`,
  );
}

/** The command as it can be typed again. */
function commandLine(command: string, args: readonly string[]): string {
  const quoted = args.map((arg) =>
    /^[\w./:=,@+-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`
  );
  return ["deno task", command, ...quoted].join(" ");
}
