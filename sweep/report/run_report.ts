/**
 * `deno task report`: the report of an experiment over trials that ran elsewhere, in the parts of a run or from a queue; or
 * what changed between two folders of trials.
 */
import {
  print,
  repeatedFlag,
  runTask,
  switchFlag,
  type Task,
  TaskError,
  textFlag,
} from "@descent/cli";
import {
  commonFlags,
  compareStores,
  comparisonTables,
  mergeStores,
  recordedCommand,
  recordedCommands,
  runExperiment,
  storedLaboratory,
  type TrialPlace,
} from "@descent/lab";
import { tableText } from "@descent/reports";
import { type NamedExperiment, namedExperiment } from "../named_experiment.ts";
import { commonEnvironment } from "./common_environment.ts";

/** Values of the flags. */
interface ReportValues {
  readonly runs: readonly string[];
  readonly compare: boolean;
  readonly queue: string | undefined;
  readonly out: string | undefined;
  readonly dataDir: string | undefined;
  readonly csv: "rfc4180" | "excel";
}

const { csv } = commonFlags("report");

const task: Task<ReportValues> = {
  name: "report",
  doc:
    "Writes the report of an experiment over trials that ran elsewhere, or compares two folders.",
  operands: ["runs"],
  flags: {
    runs: repeatedFlag({
      doc: "Folders of trials, which are joined. The name of the flag may be left out.",
      placeholder: "<folder>",
    }),
    compare: switchFlag({
      doc: "Say what changed from the first folder to the second: settings, software, results.",
    }),
    queue: textFlag({
      doc: "The queue whose trials it is over, in place of folders.",
      default: undefined,
      placeholder: "<postgres://…>",
    }),
    out: textFlag({
      doc: "Folder of the report.",
      default: undefined,
      shownDefault: "reports/out/<experiment>",
      placeholder: "<folder>",
    }),
    dataDir: textFlag({
      doc: "Folder of the data sets, which trials are identified by.",
      default: undefined,
      shownDefault: "$DESCENT_DATA, else ./datasets",
      placeholder: "<folder>",
    }),
    csv,
  },
  notes: [
    "Where the trials are of several commands, name one after --:",
    "  deno task report runs-a runs-b -- compare --quick --seeds=5",
  ].join("\n"),
};

/** A report that is ready to be made. */
interface ReadyReport extends NamedExperiment {
  readonly place: TrialPlace;
  readonly flags: readonly string[];
  /** To be closed when the report is made. */
  readonly opened?: AsyncDisposable;
}

/**
 * Runs `deno task report`.
 *
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with.
 */
export async function runReport(args: readonly string[]): Promise<number> {
  const end = args.indexOf("--");
  const [own, words] = end < 0 ? [args, []] : [args.slice(0, end), args.slice(end + 1)];
  let ready: ReadyReport | undefined;
  const code = await runTask(() => task, own, async (values, conclude) => {
    if (values.compare) conclude(await compareTwo(values.runs));
    else if (values.queue !== undefined) ready = await reportOfQueue(values, words);
    else ready = await reportOfFolders(values, words);
  });
  if (ready === undefined) return code;
  const json = own.includes("--json") ? ["--json"] : [];
  const { experiment, command, place, flags } = ready;
  await using _opened = ready.opened ?? null;
  return await runExperiment(experiment, [...ready.args, ...flags, ...json], command, place);
}

async function reportOfFolders(
  values: ReportValues,
  words: readonly string[],
): Promise<ReadyReport> {
  const { runs: folders } = values;
  if (folders.length === 0) {
    throw new TaskError(
      "report: expected folders of trials, got none; give the --runs of each part",
    );
  }
  const { runs, find } = await mergeStores(folders);
  const named = namedExperiment("report", words.length > 0 ? words : onlyCommand(runs));
  const where = folders.join(" and ");
  const wanted = JSON.stringify([...named.command.split(" "), ...named.args]);
  const all = runs.filter(({ record }) => record.experiment === named.experiment.name);
  const own = all.filter(({ record }) =>
    JSON.stringify(recordedCommand(record.command)) === wanted
  );
  // A command may rest on trials of another one alone.
  const [environment] = all.length === 0
    ? [undefined]
    : [commonEnvironment(own.length > 0 ? own : all, where)];
  return {
    ...named,
    flags: [...placeFlags(values), `--runs=${folders[0]}`],
    place: {
      ...(environment !== undefined && { environment }),
      laboratory: (options) =>
        storedLaboratory({ ...options, place: where, find: (keys) => keys.map(find) }),
    },
  };
}

async function reportOfQueue(
  values: ReportValues,
  words: readonly string[],
): Promise<ReadyReport> {
  if (values.runs.length > 0) {
    throw new TaskError("--queue: expected no folders besides, got both; leave one out");
  }
  // Its packages are fetched only where there is a queue.
  const { openQueue, queuedReport } = await import("../queue/queued_report.ts");
  const queue = await openQueue(values.queue);
  return { ...await queuedReport(queue, words), flags: placeFlags(values), opened: queue };
}

function placeFlags({ out, dataDir, csv }: ReportValues): string[] {
  return [
    ...(csv === "excel" ? ["--csv=excel"] : []),
    ...(out === undefined ? [] : [`--out=${out}`]),
    ...(dataDir === undefined ? [] : [`--data-dir=${dataDir}`]),
  ];
}

function onlyCommand(runs: Parameters<typeof recordedCommands>[0]): readonly string[] {
  const commands = recordedCommands(runs).filter(({ length }) => length > 0);
  if (commands.length === 1) return commands[0];
  if (commands.length === 0) {
    throw new TaskError(
      "report: expected trials of one command, got none that names its own; give it after --",
    );
  }
  const texts = commands.map((words) => words.join(" "));
  throw new TaskError(
    `report: expected trials of one command, got those of ${commands.length}; give one of them after --:\n  ${
      texts.join("\n  ")
    }`,
  );
}

async function compareTwo(folders: readonly string[]): Promise<object> {
  if (folders.length !== 2) {
    throw new TaskError(`--compare: expected two folders of trials, got ${folders.length}`);
  }
  const [first, second] = await Promise.all(folders.map((folder) => mergeStores([folder])));
  const comparison = compareStores(first.runs, second.runs);
  const { both, equal } = comparison.trials;
  const shared = both === 0
    ? "They have no trial in common."
    : `Of ${both} trials that are in both, ${equal} are equal bit for bit.`;
  const tables = comparisonTables(comparison, [folders[0], folders[1]]);
  print([
    `${folders[0]}: ${first.runs.length} trials, ${
      folders[1]
    }: ${second.runs.length} trials. ${shared}`,
    ...tables.map((table) => `${table.title}\n${tableText(table)}`),
    ...(comparison.results.length > 0
      ? [
        "± is half of a 95 % interval: of the change, that of pairs of one seed where both ran the same seeds.",
      ]
      : []),
  ].join("\n\n"));
  return { folders, ...comparison };
}

if (import.meta.main) Deno.exit(await runReport(Deno.args));
