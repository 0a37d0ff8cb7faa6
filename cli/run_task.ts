import { isFileSystemFailure } from "./file_system_failure.ts";
import { helpText } from "./help_text.ts";
import { parseFlags } from "./parse_flags.ts";
import type { FlagTable } from "./flag.ts";
import { print, printError, withOutputKept } from "./print.ts";
import { switchFlag } from "./switch_flag.ts";
import type { Task } from "./task.ts";
import { TaskError } from "./task_error.ts";

/**
 * Runs a task as a program: reads its arguments or shows its help, and turns a failure into a
 * sentence on standard error and a return code.
 *
 * @category Tasks
 * @param makeTask Makes the task; what it throws ends the program like a failure of the task itself.
 * @param args The arguments, such as `Deno.args`.
 * @param work The task itself. It prints its result for people, and gives it as plain data to `conclude` for `--json`, which every
 * task takes: then that is one JSON object on standard output, and all that it prints goes to standard error.
 * @returns The code to exit with, one of {@linkcode EXIT_CODES}.
 *
 * @example
 * ```ts
 * import { runTask } from "@descent/cli";
 * import { assertEquals } from "@std/assert";
 *
 * const task = { name: "nothing", doc: "Does nothing.", flags: {} };
 * assertEquals(await runTask(() => task, [], () => {}), 0);
 * ```
 */
export async function runTask<Values>(
  makeTask: () => Task<Values> | Promise<Task<Values>>,
  args: readonly string[],
  work: (values: Values, conclude: (result: object) => void) => void | Promise<void>,
): Promise<number> {
  let result: object | undefined;
  const conclude = (given: object) => {
    result = given;
  };
  let isForProgram = false;
  try {
    const task = withJson(await makeTask());
    const topic = helpTopic(args);
    if (topic !== undefined) {
      print(helpText(task, topic));
    } else {
      const { json, ...values } = parseFlags(task, args);
      isForProgram = json;
      const own = () => work(values as Values, conclude);
      await (isForProgram ? withOutputKept(own) : own());
    }
    return 0;
  } catch (error) {
    return report(error);
  } finally {
    if (isForProgram && result !== undefined) print(JSON.stringify(result));
  }
}

/** The task with the flag that all tasks have. */
function withJson<Values>(task: Task<Values>): Task<Values & { readonly json: boolean }> {
  const json = switchFlag({
    doc: "Print the result as one JSON object on standard output, and all else on standard error.",
  });
  return { ...task, flags: { ...task.flags, json } as FlagTable<Values & { json: boolean }> };
}

/** The subject of the help; undefined where none is asked for. */
function helpTopic(args: readonly string[]): string | undefined {
  const place = args.findIndex((argument) => /^(--help|-h)(=|$)/.test(argument));
  if (place < 0) return undefined;
  const [, value] = args[place].split("=");
  const [next = ""] = args.slice(place + 1);
  return value ?? (next.startsWith("-") ? "" : next);
}

function report(error: unknown): number {
  if (error instanceof TaskError) {
    printError(error.message);
    return error.exitCode;
  }
  // Anything else is a bug of the program, and a stack trace is what mends it.
  printError(isFileSystemFailure(error) ? error.message : error);
  return 1;
}
