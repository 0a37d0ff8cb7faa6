/**
 * The entry of the tasks over many machines: it loads nothing of them, and runs the one that is named first in a worker
 * that may use no files but its own.
 *
 * @module
 */
import { type NarrowedProgram, runNarrowed } from "@descent/cli";
import { tasks as localTasks } from "@descent/experiments/tasks";

/** The program of a task, and the files that it is for. */
type TaskProgram = Omit<NarrowedProgram, "args">;

/** The file system's permissions that each task keeps, by its arguments. */
export const tasks: Readonly<Record<string, (args: readonly string[]) => TaskProgram>> = {
  report: (args) => ({
    ...localTasks.compare(args),
    module: import.meta.resolve("./report/run_report.ts"),
    run: "runReport",
    // Recorded commands may name modules and data that lie anywhere.
    reads: "anything",
    // The benchmark's plan is written beside its trials, in the first folder.
    writes: [
      ...localTasks.compare(args).writes ?? [],
      ...args.filter((arg) => !arg.startsWith("-")).slice(0, 1),
    ],
  }),
};

if (import.meta.main) {
  const [name, ...args] = Deno.args;
  Deno.exit(await runNarrowed({ ...tasks[name](args), args }));
}
