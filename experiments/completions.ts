/** `deno task completions`: the completion of these tasks for a shell. */
import { choiceFlag, completionScript, print, runTask, SHELLS, TaskError } from "@descent/cli";
import { experimentCommand, knownOptimizers, knownProblems } from "@descent/lab";
import { dataTask } from "@descent/lab/tasks/data";
import { predictTask } from "@descent/lab/tasks/predict";
import { viewTask } from "@descent/live/tasks/view";
import { experimentCatalogue } from "./catalogue.ts";

const task = {
  name: "completions",
  doc: "Prints a script that completes tasks, flags and their words in a shell.",
  operands: ["shell"],
  flags: { shell: choiceFlag({ doc: "Which shell.", default: undefined, words: [...SHELLS] }) },
  notes: "For example: deno task -q completions bash >> ~/.bashrc",
};

/**
 * Runs `deno task completions`.
 *
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with.
 */
export function runCompletions(args: readonly string[]): Promise<number> {
  return runTask(() => task, args, async ({ shell }, conclude) => {
    if (shell === undefined) {
      throw new TaskError(
        "completions: expected the name of a shell, one of " +
          `${SHELLS.join(", ")}, got none; for example \`deno task completions bash\``,
      );
    }
    const known = { optimizers: await knownOptimizers([]), problems: await knownProblems([]) };
    const experiments = experimentCatalogue.flatMap((each) => {
      const names = each.name === "compare" ? ["compare"] : [];
      return [...names, `experiment ${each.name}`].map((name) =>
        experimentCommand(each, known, name)
      );
    });
    const script = completionScript(shell, [...experiments, dataTask, predictTask, viewTask, task]);
    print(script.trimEnd());
    conclude({ shell, script });
  });
}

if (import.meta.main) Deno.exit(await runCompletions(Deno.args));
