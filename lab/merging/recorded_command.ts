import type { Run } from "@descent/reports";

/** Flags with a value that say where and how fast trials run, or what is written besides; none decides which they are. */
const VALUED = [
  "--shard",
  "--runs",
  "--out",
  "--jobs",
  "--threads",
  "--data-dir",
  "--checkpoint-every",
  "--blas-library",
  "--queue",
];
const SWITCHES = ["--profile", "--save-best", "--fail-fast", "--json"];

/**
 * The part of a recorded command that decides what a run's trials are: its task, the experiment, and the flags that are no
 * matter of place or speed.
 *
 * @category Stores and checkpoints
 * @param command The command of a record.
 * @returns Its words after `deno task`; none where it is no such command.
 *
 * @example
 * ```ts
 * import { recordedCommand } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const command = "deno task compare --quick --shard 1/2 --runs=a '--dataset=my data.csv'";
 * assertEquals(recordedCommand(command), ["compare", "--quick", "--dataset=my data.csv"]);
 * ```
 */
export function recordedCommand(command: string): string[] {
  const [deno, task, ...words] = shellWords(command);
  if (deno !== "deno" || task !== "task") return [];
  const kept: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const [flag] = words[i].split("=");
    if (SWITCHES.includes(words[i])) continue;
    if (!VALUED.includes(flag)) kept.push(words[i]);
    else if (flag === words[i]) i++;
  }
  return kept;
}

/**
 * The commands that some trials were made by.
 *
 * @category Stores and checkpoints
 * @param runs The trials.
 * @returns The words of each, see {@linkcode recordedCommand}, in the order of the most trials.
 *
 * @example
 * ```ts
 * import { recordedCommands } from "@descent/lab";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const runs = ["1/2", "2/2"].map((part) => sampleRun({ command: `deno task compare --shard ${part}` }));
 * assertEquals(recordedCommands(runs), [["compare"]]);
 * ```
 */
export function recordedCommands(runs: readonly Run[]): string[][] {
  const counts = new Map<string, { readonly words: string[]; count: number }>();
  for (const { record } of runs) {
    const words = recordedCommand(record.command);
    const key = JSON.stringify(words);
    const entry = counts.get(key) ?? { words, count: 0 };
    entry.count++;
    counts.set(key, entry);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count).map(({ words }) => words);
}

/** Splits a command as a shell does, of the quotes that records have: `'it'\''s'`. */
function shellWords(command: string): string[] {
  const pieces = command.matchAll(/(?:[^\s'\\]|'[^']*'|\\.)+/gs);
  return [...pieces].map(([word]) =>
    word.replace(/'([^']*)'|\\(.)/gs, (_, quoted, escaped) => quoted ?? escaped)
  );
}
