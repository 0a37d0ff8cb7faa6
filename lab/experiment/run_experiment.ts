import {
  assertWritableFolder,
  type FlagTable,
  onUsersBehalf,
  progressDisplay,
  progressTracker,
  runTask,
  TaskError,
  typedName,
} from "@descent/cli";
import { loadDataset } from "@descent/data";
import { compareTrials, metricsCsv, trialsCsv, writePage } from "@descent/reports";
import { writeProfile } from "../profile/write_profile.ts";
import { currentEnvironment } from "../trials/environment.ts";
import { shareDataset, type SharedDataset } from "../trials/shared_dataset.ts";
import type { Trial } from "../trials/trial.ts";
import { trialRunner } from "../trials/trial_runner.ts";
import { type ChosenEngine, chosenEngine } from "./chosen_engine.ts";
import { commonFlags, type CommonValues } from "./common_flags.ts";
import type { Experiment, ExperimentResult } from "./experiment.ts";
import { jobCount } from "./job_count.ts";
import { type KnownOptimizer, knownOptimizers } from "./known_optimizers.ts";
import { createLaboratory, type Laboratory } from "./laboratory.ts";
import { optimizerHelp } from "./optimizer_help.ts";

/**
 * Runs an experiment as a program: reads its flags, loads the data, runs its trials in workers with a progress
 * display, and writes its report.
 *
 * @param experiment The experiment.
 * @param args The arguments, such as `Deno.args`.
 * @param command What the person typed in front of them after `deno task`; default the experiment's name.
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
  let optimizers: readonly KnownOptimizer[] = [];
  const makeTask = async () => {
    optimizers = await knownOptimizers(args);
    const flags = { ...commonFlags(name), ...experiment.flags(optimizers) };
    return {
      name: command,
      doc,
      flags: flags as FlagTable<CommonValues & Values>,
      notes: optimizerHelp(optimizers),
    };
  };
  return await runTask<CommonValues & Values>(makeTask, args, async (values) => {
    const engine = chosenEngine(values);
    await assertWritableFolder("--out", values.out);
    await assertWritableFolder("--runs", values.runs);
    const typed = commandLine(command, args);
    const undertaking = { experiment, values, engine, optimizers, command: typed };
    const { result: { runs, page }, trials, dataset } = await runTrials(undertaking);
    await writeReport(values.out, { runs, page: { question: doc, ...page } });
    if (!values.profile || trials.length === 0) return;
    const { out } = values;
    const profiled = { experiment: name, trials, dataset, engine: engine.options, out };
    const path = await writeProfile(profiled);
    console.log(`\nProfile: ${path}`);
  });
}

interface Undertaking<Values> {
  readonly experiment: Experiment<Values>;
  readonly values: CommonValues & Values;
  readonly engine: ChosenEngine;
  readonly optimizers: readonly KnownOptimizer[];
  readonly command: string;
}

interface Outcome {
  readonly result: ExperimentResult;
  /** Every trial that was asked for. */
  readonly trials: readonly Trial[];
  readonly dataset: SharedDataset;
}

async function runTrials<Values>(
  { experiment, values, engine, optimizers, command }: Undertaking<Values>,
): Promise<Outcome> {
  using cleanup = new DisposableStack();
  // Workers get ready while this thread loads the data.
  const runners = Array.from(
    { length: jobCount(values) },
    () => cleanup.use(trialRunner({ engine: engine.options })),
  );
  const dataset = await loadShared(values);
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
    dataset,
    runners,
    runsFolder: values.runs,
    environment: currentEnvironment(engine.record),
    command,
    tracker,
    display,
    signal: interruption.signal,
  });
  const trials: Trial[] = [];
  const run: Laboratory["run"] = (asked, options) => {
    trials.push(...asked);
    return laboratory.run(asked, options);
  };
  const result = await experiment.run({
    laboratory: { ...laboratory, run },
    optimizers,
    values,
  });
  return { result, trials, dataset };
}

async function loadShared(values: CommonValues): Promise<SharedDataset> {
  const { dataset, dataDir: dataDirectory, ...counts } = values;
  const { trainCount, validationCount, testCount } = counts;
  const options = { dataDirectory, trainCount, validationCount, testCount };
  try {
    return await shareDataset(await onUsersBehalf(() => loadDataset(dataset, options)));
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    // The loader speaks of its options; the user knows them as flags.
    const message = error.message.replace(
      /\b(trainCount|validationCount|testCount)\b/,
      (name) => `--${typedName(name)}`,
    );
    throw new TaskError(message, error.exitCode, { cause: error });
  }
}

async function writeReport(folder: string, { runs, page }: ExperimentResult): Promise<void> {
  const sorted = [...runs].sort((a, b) => compareTrials(a.record, b.record));
  const path = await writePage(folder, page, {
    "trials.csv": trialsCsv(sorted),
    "metrics.csv": metricsCsv(sorted),
  });
  console.log(`${page.headline}\n\nReport: ${path}`);
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
