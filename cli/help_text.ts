import { EXIT_CODES } from "./exit_codes.ts";
import { type Flag, typedName } from "./flag.ts";
import { nearestWords } from "@descent/core/words";
import type { Task } from "./task.ts";
import { TaskError } from "./task_error.ts";

const COLUMNS = 100;
/** The column at which texts beside names of flags begin at the latest. */
const WIDEST_NAMES = 34;

/**
 * The help of a task, from the same table as its validation.
 *
 * @category Output
 * @param task The task.
 * @param topic `""` for the flags that matter first, on one screen; `"all"` for everything; or the name of one of its topics.
 * Default `""`.
 * @returns Lines of at most 100 characters, but for words that are longer.
 * @throws {TaskError} When it has no such topic.
 *
 * @example
 * ```ts
 * import { helpText, integerFlag } from "@descent/cli";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const seeds = integerFlag({ doc: "How many seeds.", default: 5, minimum: 1, maximum: 9 });
 * const help = helpText({ name: "compare", doc: "Compares.", flags: { seeds } }, "all");
 * assertStringIncludes(help, "How many seeds. Allowed: a whole number from 1 to 9. Default: 5.");
 * ```
 */
export function helpText<Values>(task: Task<Values>, topic: string = ""): string {
  const { doc, main, notes = "", topics } = task;
  if (topic !== "" && topic !== "all") return topicText(task, topic);
  const operands = task.operands ?? [];
  const usage = ["deno task", task.name, ...operands.map((name) => operandText(task, name))];
  const head = [...wrap(doc, COLUMNS), "", `Usage: ${usage.join(" ")} [flags]`, ""];
  const flags = Object.entries<Flag<unknown>>(task.flags);
  if (topic === "" && main !== undefined) {
    const shown = main.flatMap((name) => flags.filter(([each]) => each === name));
    const others = flags.filter(([name]) => !main.includes(name)).map(([name]) =>
      `--${typedName(name)}`
    );
    const rows = flagRows(shown, operands, shortExplanation);
    return [...head, ...rows, "", ...named("Other flags", others), ...topicLines(task)].join("\n");
  }
  const all = topics === undefined ? [] : [`${topics.title}:`, "", ...topics.texts.values()];
  const further = [notes, all.join("\n")].filter((text) => text !== "")
    .flatMap((text) => ["", ...text.split("\n").flatMap(wrapLine)]);
  return [...head, ...flagRows(flags, operands, explanation), ...further, "", exitCodesText()]
    .join("\n");
}

function flagRows(
  flags: readonly [name: string, flag: Flag<unknown>][],
  operands: readonly string[],
  explain: (flag: Flag<unknown>) => string,
): string[] {
  const rows = flags.map(([name, flag]): [string, string] => [
    operands.includes(name) ? typedName(name) : `--${typedName(name)} ${flag.placeholder}`.trim(),
    explain(flag),
  ]);
  rows.push(["--help", "Shows this text."]);
  const indent = Math.min(WIDEST_NAMES, Math.max(...rows.map(([left]) => left.length)) + 4);
  return rows.flatMap(([left, right]) => {
    const start = `  ${left}  `.padEnd(indent);
    // A longer name pushes the first line alone.
    const [first, ...rest] = wrap(`${" ".repeat(start.length - indent)}${right}`, COLUMNS - indent);
    return [start + first.trimStart(), ...rest.map((line) => " ".repeat(indent) + line)];
  });
}

/** Names after their title. */
function named(title: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : wrapLine(`${title}: ${names.join(", ")}.`);
}

/** The names of the topics, and how to read of all. */
function topicLines<Values>({ topics }: Task<Values>): string[] {
  const names = [...topics?.texts.keys() ?? []];
  const title = topics === undefined
    ? ""
    : `${topics.noun[0].toUpperCase()}${topics.noun.slice(1)}s`;
  const one = names.length === 0 ? "" : `, and \`--help ${names[0]}\` one ${topics!.noun}`;
  return [
    ...named(title, names),
    "",
    ...wrap(`\`--help all\` explains everything${one}.`, COLUMNS),
  ];
}

function topicText<Values>({ name, topics }: Task<Values>, topic: string): string {
  const text = topics?.texts.get(topic);
  if (text !== undefined) return text.split("\n").flatMap(wrapLine).join("\n");
  const near = nearestWords(topic, ["all", ...topics?.texts.keys() ?? []]);
  throw new TaskError(
    `${name}: expected --help alone, all or the name of ${
      topics === undefined
        ? "a topic"
        : `${/^[aeiou]/.test(topics.noun) ? "an" : "a"} ${topics.noun}`
    } after it, got '${topic}'${near.length === 0 ? "" : `; the nearest are ${near.join(", ")}`}`,
  );
}

/**
 * The exit codes of the tasks, for their help.
 *
 * @category Output
 * @returns A title and lines of at most 100 characters.
 *
 * @example
 * ```ts
 * import { exitCodesText } from "@descent/cli";
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes(exitCodesText(), "130  Ended by SIGINT (Ctrl-C), or from the live page.");
 * ```
 */
export function exitCodesText(): string {
  const indent = 7;
  const lines = EXIT_CODES.flatMap(({ code, meaning }) => {
    const [first, ...rest] = wrap(meaning, COLUMNS - indent);
    return [
      `  ${code}`.padEnd(indent) + first,
      ...rest.map((line) => " ".repeat(indent) + line),
    ];
  });
  return ["Exit codes:", ...lines].join("\n");
}

function operandText<Values>({ flags }: Task<Values>, name: string): string {
  const isRepeatable = Object.entries<Flag<unknown>>(flags).some(([each, flag]) =>
    each === name && flag.repeatable
  );
  return `[${typedName(name)}]${isRepeatable ? "..." : ""}`;
}

function explanation(flag: Flag<unknown>): string {
  const parts = [flag.doc];
  // "a folder" says no more than the placeholder does.
  const saysMore = flag.words.length > 0 || flag.allowed.includes(" from ");
  if (saysMore) parts.push(`Allowed: ${flag.allowed}.`);
  if (flag.shownDefault !== "") parts.push(`Default: ${flag.shownDefault}.`);
  if (flag.quick !== undefined) parts.push(`With --quick: ${flag.quick}.`);
  return parts.join(" ");
}

/** The first sentence and the default. */
function shortExplanation({ doc, shownDefault }: Flag<unknown>): string {
  const [first] = doc.split(/\.(?: |$)|; /);
  return shownDefault === "" ? `${first}.` : `${first}. Default: ${shownDefault}.`;
}

/** Breaks an indented line at its spaces; what follows is indented two further. */
function wrapLine(line: string): string[] {
  const indent = line.length - line.trimStart().length;
  const [first, ...rest] = wrap(line.trimStart(), COLUMNS - indent - 2);
  return [" ".repeat(indent) + first, ...rest.map((words) => " ".repeat(indent + 2) + words)];
}

/** Breaks a text at its spaces, and a longer list without any after its commas; spaces at its begin are kept. */
function wrap(text: string, width: number): string[] {
  const lines = [text.match(/^ */)![0]];
  for (const word of text.trim().split(" ")) {
    const pieces = word.length > width ? word.split(/(?<=,)/) : [word];
    for (const [index, piece] of pieces.entries()) {
      const last = lines[lines.length - 1];
      const space = index > 0 || last.trim() === "" ? "" : " ";
      const longer = `${last}${space}${piece}`;
      if (longer.length <= width || last.trim() === "") lines[lines.length - 1] = longer;
      else lines.push(piece);
    }
  }
  return lines;
}
