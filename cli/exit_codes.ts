/**
 * An exit code of a task.
 *
 * @category Tasks
 */
export interface ExitCode {
  /** The number that the process ends with. */
  readonly code: number;
  /** When it does, in a few words. */
  readonly meaning: string;
}

/**
 * The exit codes of all tasks: the one source of the help and of `docs/exit-codes.md`.
 *
 * @category Tasks
 *
 * @example
 * ```ts
 * import { EXIT_CODES } from "@descent/cli";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(EXIT_CODES.map(({ code }) => code), [0, 1, 2, 129, 130, 143]);
 * ```
 */
export const EXIT_CODES = [
  {
    code: 0,
    meaning: "The task did what was asked; a line tells of trials that failed, if not all did.",
  },
  {
    code: 1,
    meaning: "All trials failed, or one with --fail-fast; an experiment of several, a check or a " +
      "download failed; the disk is full or a file cannot be written; or the program has a bug.",
  },
  {
    code: 2,
    meaning: "The command asks for what there is not: an unknown flag, a value that is not " +
      "allowed, a data set or file that is missing or damaged, a plugin that does not fit.",
  },
  { code: 129, meaning: "Ended by SIGHUP, or because the `deno task` that started it is gone." },
  { code: 130, meaning: "Ended by SIGINT (Ctrl-C), or from the live page." },
  { code: 143, meaning: "Ended by SIGTERM." },
] as const satisfies readonly ExitCode[];

/**
 * Exit code of a task that failed, one of {@linkcode EXIT_CODES}.
 *
 * @category Tasks
 */
export type FailureCode = Exclude<typeof EXIT_CODES[number]["code"], 0>;
