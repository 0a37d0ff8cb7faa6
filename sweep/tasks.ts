/**
 * The entry of the tasks over many machines: it loads nothing of them, and runs the one that is named first in a worker
 * that may use no files but its own.
 *
 * @module
 */
import { runNarrowed } from "@descent/cli";
import { type TaskProgram, tasks as localTasks } from "@descent/experiments/tasks";

/** The file system's permissions that each task keeps, by its arguments. */
export const tasks: Readonly<Record<string, (args: readonly string[]) => TaskProgram>> = {
  report: (args) => ({
    ...comparison(args),
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
  // The client reads certificates that an address names, and ~/.pgpass.
  sweep: (args) => ({
    ...comparison(args),
    module: import.meta.resolve("./queue/run_sweep.ts"),
    run: "runSweep",
    reads: "anything",
  }),
  worker: () => ({
    module: import.meta.resolve("./queue/run_worker.ts"),
    run: "runWorker",
    reads: "anything",
  }),
};

/** A comparison here needs no network; a queue lies anywhere. */
function comparison(args: readonly string[]): TaskProgram {
  const { net: _, ...program } = localTasks.compare(args);
  return program;
}

if (import.meta.main) {
  const [name, ...args] = Deno.args;
  Deno.exit(await runNarrowed({ ...tasks[name](args), args }));
}
