import { type Flag, typedName } from "./flag.ts";
import type { Task } from "./task.ts";

/**
 * The shells that {@linkcode completionScript} writes for.
 *
 * @category Output
 */
export const SHELLS = ["bash", "zsh", "fish"] as const;

/**
 * The parts of a task that are completed.
 *
 * @category Output
 */
export interface CompletedTask extends Pick<Task, "name" | "topics" | "operands"> {
  /** Its flags by their names in code. */
  readonly flags: Readonly<Record<string, Flag<unknown>>>;
}

/**
 * One of {@linkcode SHELLS}.
 *
 * @category Output
 */
export type Shell = typeof SHELLS[number];

/**
 * A script that completes `deno task <task> --<flag> <word>` in a shell, from the tables of the tasks.
 *
 * @category Output
 * @param shell The shell.
 * @param tasks The tasks, a name of several words for those that are named after another: `"experiment depth"`.
 * @returns The script, for the shell to read at its start. What it does not know it leaves to the files' names.
 *
 * @example
 * ```ts
 * import { completionScript, switchFlag } from "@descent/cli";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const flags = { quick: switchFlag({ doc: "A short run." }) };
 * const script = completionScript("fish", [{ name: "compare", flags }]);
 * assertStringIncludes(script, "-l 'quick' -d 'A short run.'");
 * ```
 */
export function completionScript(shell: Shell, tasks: readonly CompletedTask[]): string {
  return shell === "fish" ? fishScript(tasks) : bashScript(shell, tasks);
}

/** Flags as they are typed. */
function flagsOf({ flags, operands = [] }: CompletedTask): [typed: string, flag: Flag<unknown>][] {
  return Object.entries(flags).filter(([name]) => !operands.includes(name))
    .map(([name, flag]) => [`--${typedName(name)}`, flag]);
}

/** The words that may stand in place of a flag. */
function operandWords({ flags, operands = [] }: CompletedTask): string[] {
  return operands.flatMap((name) => flags[name].words);
}

/** The words after the begin of a command: names of tasks, and those that follow them. */
function nextWords(tasks: readonly CompletedTask[]): Map<string, string[]> {
  const words = new Map<string, string[]>();
  for (const task of tasks) {
    const own = operandWords(task);
    if (own.length > 0) words.set(task.name, own);
  }
  for (const { name } of tasks) {
    const parts = name.split(" ");
    parts.forEach((part, place) => {
      const before = parts.slice(0, place).join(" ");
      const known = words.get(before) ?? [];
      if (!known.includes(part)) words.set(before, [...known, part]);
    });
  }
  return words;
}

/** Bash, and zsh with the functions that it has for bash's completions. */
function bashScript(shell: "bash" | "zsh", tasks: readonly CompletedTask[]): string {
  const topics = (task: CompletedTask) => ["all", ...task.topics?.texts.keys() ?? []];
  const cases = [
    ...[...nextWords(tasks)].map(([before, words]) => [`"${before}"`, words] as const),
    ...tasks.flatMap((task) => [
      [`"${task.name} --"`, [...flagsOf(task).map(([typed]) => typed), "--help"]] as const,
      [`"${task.name} --help"`, topics(task)] as const,
      ...flagsOf(task).filter(([, { words }]) => words.length > 0)
        .map(([typed, { words }]) => [`"${task.name} ${typed}"`, words] as const),
    ]),
  ];
  const names = tasks.map(({ name }) => `"${name}"`).join("|");
  return [
    ...shell === "zsh" ? ["autoload -U +X bashcompinit && bashcompinit"] : [],
    "_descent_words() {",
    '  case "$1" in',
    ...cases.map(([pattern, words]) => `    ${pattern}) echo ${words.map(quoted).join(" ")} ;;`),
    "  esac",
    "}",
    "_descent() {",
    '  local current="${COMP_WORDS[COMP_CWORD]}" task="" word longer',
    "  COMPREPLY=()",
    '  [ "${COMP_WORDS[1]}" = task ] || return 0',
    // Bash takes a colon for a word of its own, and wants what follows it.
    '  if [ "${COMP_WORDS[3]}" = : ]; then',
    '    [ "$COMP_CWORD" -le 4 ] || return 0',
    '    current="${COMP_WORDS[2]}:${current#:}"',
    '    COMPREPLY=($(compgen -W "$(_descent_words "")" -- "$current"))',
    '    COMPREPLY=("${COMPREPLY[@]#*:}")',
    "    return 0",
    "  fi",
    // Zsh takes a name after a colon for a modifier.
    '  for word in "${COMP_WORDS[@]:2:$((COMP_CWORD - 2))}"; do',
    '    case "$word" in -*) break ;; *) longer="${task:+$task }$word" ;; esac',
    // A task such as `lab` has tasks such as `lab verify` below it, and operands.
    `    case "$longer" in ${names}) ;; *) case "$task" in ${names}) break ;; esac ;; esac`,
    '    task="$longer"',
    "  done",
    '  local key="$task" before="${COMP_WORDS[COMP_CWORD-1]}"',
    '  case "$current" in -*) key="$task --" ;; *) case "$before" in -*) key="$task $before" ;; esac ;; esac',
    '  COMPREPLY=($(compgen -W "$(_descent_words "$key")" -- "$current"))',
    "}",
    "complete -o default -F _descent deno",
    "",
  ].join("\n");
}

function fishScript(tasks: readonly CompletedTask[]): string {
  const command = (words: string) => `string match -q -- "deno task ${words}" (commandline -cp)`;
  const lines = [...nextWords(tasks)].map(([before, words]) =>
    `complete -c deno -n ${quoted(command(before === "" ? "*" : `${before} *`))} -f -a ${
      quoted(words.join(" "))
    }`
  );
  for (const task of tasks) {
    const when = `complete -c deno -n ${quoted(command(`${task.name} *`))}`;
    for (const [typed, { doc, words, placeholder }] of flagsOf(task)) {
      const [first] = doc.split(". ");
      const values = words.length > 0
        ? ` -x -a ${quoted(words.join(" "))}`
        : placeholder === ""
        ? ""
        : " -r";
      lines.push(`${when} -l ${quoted(typed.slice(2))} -d ${quoted(first)}${values}`);
    }
    const topics = ["all", ...task.topics?.texts.keys() ?? []].join(" ");
    lines.push(`${when} -l help -d 'Explains the flags' -a ${quoted(topics)}`);
  }
  return `${lines.join("\n")}\n`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
