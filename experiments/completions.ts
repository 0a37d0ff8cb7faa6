/** `deno task completions`: the completion of these tasks for a shell. */
import { lab } from "@descent/board/lab";
import { type CompletedTask, runCompletions as runScript } from "@descent/cli";
import {
  experimentCommand,
  experimentsCommand,
  knownOptimizers,
  knownProblems,
} from "@descent/lab";
import { dataTask } from "@descent/lab/tasks/data";
import { exportTask } from "@descent/lab/tasks/export";
import { predictTask } from "@descent/lab/tasks/predict";
import { reproduceTask } from "@descent/lab/tasks/reproduce";
import { targetsTask } from "@descent/lab/tasks/targets";
import { viewTask } from "@descent/live/tasks/view";
import { experimentCatalogue } from "./catalogue.ts";

/** Those whose tables lie outside of the workspace or are their module's own, and those that have none. */
const NAMED = [
  ...["lab report", "lab verify", "lab baseline", "lab priors", "report", "sweep", "worker"],
  ...[
    "gradcheck",
    "golden",
    "test",
    "check",
    "docs",
    "bench",
    "bench:queue",
    "fuzz",
    "kernels",
    "reliability",
    "screenshots",
    "pages",
  ],
];

/**
 * Runs `deno task completions`.
 *
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with.
 * @category Tasks
 */
export function runCompletions(args: readonly string[]): Promise<number> {
  return runScript(args, async (): Promise<CompletedTask[]> => {
    const known = { optimizers: await knownOptimizers([]), problems: await knownProblems([]) };
    const experiments = experimentCatalogue.flatMap((each) => {
      const names = each.name === "compare" ? ["compare"] : [];
      return [...names, `experiment ${each.name}`].map((name) =>
        experimentCommand(each, known, name)
      );
    });
    return [
      ...[...experiments, experimentCommand(lab, known, "lab"), experimentsCommand],
      ...[dataTask, predictTask, exportTask, viewTask, reproduceTask, targetsTask],
      ...NAMED.map((name) => ({ name, flags: {} })),
    ];
  });
}

if (import.meta.main) Deno.exit(await runCompletions(Deno.args));
