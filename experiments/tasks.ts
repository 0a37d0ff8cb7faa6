/**
 * The entry of the tasks: it loads nothing of them, and runs the one that is named first in a worker that may use no
 * files but its own.
 *
 * @module
 */
import { namedByFlag, type NarrowedProgram, reportParent, runNarrowed } from "@descent/cli";

/**
 * The program of a task, and the files that it is for.
 *
 * @category Tasks
 */
export type TaskProgram = Omit<NarrowedProgram, "args">;

/**
 * The file system's permissions that each task keeps, by its arguments.
 *
 * @category Tasks
 */
export const tasks: Readonly<Record<string, (args: readonly string[]) => TaskProgram>> = {
  compare: (args) => experiment("compare.ts", "runCompare", args),
  experiment: (args) => experiment("experiment_task.ts", "experimentTask", args),
  experiments: (args) => experiment("experiments_task.ts", "experimentsTask", args),
  data: (args) => ({
    module: import.meta.resolve("@descent/lab/tasks/data"),
    run: "runData",
    writes: dataFolders(args),
  }),
  lab: (args) => lab(args),
  view: (args) => ({
    module: import.meta.resolve("@descent/live/tasks/view"),
    run: "runView",
    // A folder that a run has not made yet, too.
    reads: ["runs", ...args.filter((arg) => !arg.startsWith("-"))],
    net: listened(args),
  }),
  reproduce: () => ({
    module: import.meta.resolve("@descent/lab/tasks/reproduce"),
    run: "runReproduce",
    // Third-party code that a record names may lie anywhere.
    reads: "anything",
    net: [],
  }),
  targets: (args) => ({
    module: import.meta.resolve("@descent/lab/tasks/targets"),
    run: "runBoardTargets",
    reads: dataFolders(args),
    writes: outFolders(args),
    net: [],
  }),
  export: (args) => ({
    module: import.meta.resolve("@descent/lab/tasks/export"),
    run: "runExport",
    writes: namedByFlag(args, "--out").map(reportParent),
  }),
  predict: () => ({ module: import.meta.resolve("@descent/lab/tasks/predict"), run: "runPredict" }),
};

function experiment(file: string, run: string, args: readonly string[]): TaskProgram {
  return { module: import.meta.resolve(`./${file}`), run, ...experimentFiles(args) };
}

/** The benchmark is an experiment; what else it writes is committed with it. */
function lab(args: readonly string[]): TaskProgram {
  const program = { module: import.meta.resolve("@descent/board/lab"), run: "runLab" };
  const committed = ["baseline", "priors"].includes(args[0]) ? ["board"] : [];
  if (committed.length === 0 && args[0] !== "report") {
    return { ...program, ...experimentFiles(args) };
  }
  return { ...program, net: [], writes: [...committed, ...outFolders(args)] };
}

function experimentFiles(args: readonly string[]): Pick<TaskProgram, "reads" | "writes" | "net"> {
  const runs = namedByFlag(args, "--runs");
  return {
    reads: namesModule(args) ? "anything" : dataFolders(args),
    writes: [...outFolders(args), ...runs.length > 0 ? runs : ["runs"]],
    net: args.includes("--live") ? listened(args) : [],
  };
}

/** The addresses that a live page is served at. */
function listened(args: readonly string[]): string[] {
  return namedByFlag(args, "--host").length > 0 ? ["0.0.0.0"] : ["127.0.0.1"];
}

function outFolders(args: readonly string[]): string[] {
  const out = namedByFlag(args, "--out").map(reportParent);
  return out.length > 0 ? out : ["reports/out"];
}

/** Modules of third parties import from anywhere; they run in processes with permissions of their own. */
function namesModule(args: readonly string[]): boolean {
  const modules = ["--problem", "--problems", "--schedule"].flatMap((flag) =>
    namedByFlag(args, flag)
  );
  return namedByFlag(args, "--plugin").length > 0 || modules.some((name) => /[/\\:.]/.test(name));
}

function dataFolders(args: readonly string[]): string[] {
  const named = namedByFlag(args, "--data-dir");
  const variable = Deno.env.get("DESCENT_DATA");
  return named.length > 0
    ? named
    : [variable === undefined || variable === "" ? "datasets" : variable];
}

if (import.meta.main) {
  const [name, ...args] = Deno.args;
  Deno.exit(await runNarrowed({ ...tasks[name](args), args }));
}
