import { choiceFlag } from "./choice_flag.ts";
import { type CompletedTask, completionScript, SHELLS } from "./completions.ts";
import { print } from "./print.ts";
import { runTask } from "./run_task.ts";
import { TaskError } from "./task_error.ts";

const task = {
  name: "completions",
  doc: "Prints a script that completes tasks, flags and their words in a shell.",
  operands: ["shell"],
  flags: { shell: choiceFlag({ doc: "Which shell.", default: undefined, words: [...SHELLS] }) },
  notes: "For example: deno task -q completions bash >> ~/.bashrc",
};

/**
 * Runs a task `completions`, which prints the script of {@linkcode completionScript}.
 *
 * @param args The arguments, such as `Deno.args`: the name of a shell.
 * @param tasks Gives the tasks besides this one; called once the arguments are right.
 * @returns The code to exit with.
 * @category Tasks
 *
 * @example
 * ```ts
 * import { runCompletions } from "@descent/cli";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await runCompletions(["fish"], () => [{ name: "test", flags: {} }]), 0);
 * ```
 */
export function runCompletions(
  args: readonly string[],
  tasks: () => readonly CompletedTask[] | Promise<readonly CompletedTask[]>,
): Promise<number> {
  return runTask(() => task, args, async ({ shell }, conclude) => {
    if (shell === undefined) {
      throw new TaskError(
        "completions: expected the name of a shell, one of " +
          `${SHELLS.join(", ")}, got none; for example \`deno task completions bash\``,
      );
    }
    const script = completionScript(shell, [...await tasks(), task]);
    print(script.trimEnd());
    conclude({ shell, script });
  });
}
