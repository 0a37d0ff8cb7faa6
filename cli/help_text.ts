import { EXIT_CODES } from "./exit_codes.ts";
import { type Flag, typedName } from "./flag.ts";
import type { Task } from "./task.ts";

const COLUMNS = 100;

/**
 * The help of a task, from the same table as its validation.
 *
 * @param task The task.
 * @returns Lines of at most 100 characters, but for words that are longer.
 *
 * @example
 * ```ts
 * import { helpText, integerFlag } from "@descent/cli";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const seeds = integerFlag({ doc: "How many seeds.", default: 5, minimum: 1, maximum: 9 });
 * const help = helpText({ name: "compare", doc: "Compares.", flags: { seeds } });
 * assertStringIncludes(help, "How many seeds. Allowed: a whole number from 1 to 9. Default: 5.");
 * ```
 */
export function helpText<Values>(task: Task<Values>): string {
  const operands = task.operands ?? [];
  const usage = ["deno task", task.name, ...operands.map((name) => operandText(task, name))];
  const rows: [string, string][] = Object.entries<Flag<unknown>>(task.flags).map(([name, flag]) => [
    operands.includes(name) ? typedName(name) : `--${typedName(name)} ${flag.placeholder}`.trim(),
    explanation(flag),
  ]);
  rows.push(["--help", "Shows this text."]);
  const indent = Math.max(...rows.map(([left]) => left.length)) + 4;
  const lines = rows.flatMap(([left, right]) => {
    const [first, ...rest] = wrap(right, COLUMNS - indent);
    return [`  ${left}`.padEnd(indent) + first, ...rest.map((line) => " ".repeat(indent) + line)];
  });
  const notes = task.notes === undefined ? [] : ["", ...task.notes.split("\n").flatMap(wrapLine)];
  const doc = wrap(task.doc, COLUMNS);
  const head = [...doc, "", `Usage: ${usage.join(" ")} [flags]`, ""];
  return [...head, ...lines, ...notes, "", exitCodesText()].join("\n");
}

/**
 * The exit codes of the tasks, for their help.
 *
 * @returns A title and lines of at most 100 characters.
 *
 * @example
 * ```ts
 * import { exitCodesText } from "@descent/cli";
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes(exitCodesText(), "130  Ended by SIGINT (Ctrl-C).");
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

/** Breaks an indented line at its spaces; what follows is indented two further. */
function wrapLine(line: string): string[] {
  const indent = line.length - line.trimStart().length;
  const [first, ...rest] = wrap(line.trimStart(), COLUMNS - indent - 2);
  return [" ".repeat(indent) + first, ...rest.map((words) => " ".repeat(indent + 2) + words)];
}

/** Breaks a text at its spaces. */
function wrap(text: string, width: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trimStart();
    if (longer.length <= width || lines.at(-1) === "") lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
