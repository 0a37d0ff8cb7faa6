import { parseArgs } from "@std/cli/parse-args";
import { closestWord } from "./closest_word.ts";
import { type Flag, typedName } from "./flag.ts";
import { nearestWords } from "@descent/core/words";
import type { Task } from "./task.ts";
import { TaskError } from "./task_error.ts";
import { usualNames, withUsualNames } from "./usual_names.ts";

/** Flags that an unknown one may have meant. */
const MOST_SUGGESTED = 3;

/**
 * Reads and validates a task's arguments by its table.
 *
 * @category Flags
 * @param task The task.
 * @param given The arguments, such as `Deno.args`.
 * @returns The value of each flag, by its name in code. With a flag `quick` in the table and given,
 * flags that are not given take their quick value.
 * @throws {TaskError} When a flag is unknown or a value is not allowed; the message says what is.
 *
 * @example
 * ```ts
 * import { integerFlag, parseFlags, switchFlag } from "@descent/cli";
 * import { assertEquals } from "@std/assert";
 *
 * const flags = {
 *   seeds: integerFlag({ doc: "How many.", default: 5, quick: 2, minimum: 1, maximum: 9 }),
 *   quick: switchFlag({ doc: "A short run." }),
 * };
 * const task = { name: "compare", doc: "Compares.", flags };
 * assertEquals(parseFlags(task, ["--quick"]), { seeds: 2, quick: true });
 * assertEquals(parseFlags(task, ["--quick", "--seeds=3"]), { seeds: 3, quick: true });
 * ```
 */
export function parseFlags<Values>(task: Task<Values>, given: readonly string[]): Values {
  const operands = task.operands ?? [];
  const flags = Object.entries<Flag<unknown>>(task.flags);
  const args = withUsualNames(given, flags.map(([name]) => name));
  const named = flags
    .filter(([name]) => !operands.includes(name))
    .map(([name, flag]) => ({ name, typed: typedName(name), flag }));
  const valued = named.filter(({ flag }) => flag.placeholder !== "").map(({ typed }) => typed);
  const switches = named.filter(({ flag }) => flag.placeholder === "").map(({ typed }) => typed);
  for (const argument of args) {
    const [, typed, value] = /^--([^=]+)=(.*)$/s.exec(argument) ?? [];
    if (!switches.includes(typed)) continue;
    throw new TaskError(`--${typed}: expected no value, got '${value}'; leave out '=${value}'`);
  }
  const parsed = parseArgs(joinNegativeNumbers(args, valued), {
    string: valued,
    boolean: switches,
    collect: valued,
    unknown: (argument) => {
      if (argument.startsWith("-")) throw unknownFlag(task, argument, named);
    },
  }) as Record<string, unknown> & { _: unknown[] };

  const texts = new Map<string, readonly string[]>();
  for (const { name, typed } of named) {
    const value = parsed[typed];
    if (Array.isArray(value) && value.length > 0) texts.set(name, value.map(String));
    else if (value === true) texts.set(name, ["true"]);
  }
  const repeated = flags.find(([name, flag]) => name === operands.at(-1) && flag.repeatable)?.[0];
  for (const [index, word] of parsed._.entries()) {
    const name = operands[index] ?? repeated;
    if (name === undefined) throw unexpected(task.name, String(word), operands);
    texts.set(name, [...texts.get(name) ?? [], String(word)]);
  }

  const quick = texts.has("quick");
  const values = flags.map(([name, flag]) => {
    const own = texts.get(name);
    if (own !== undefined) return [name, readFlag(label(name, operands), flag, own)];
    return [name, quick && flag.quick !== undefined ? flag.quick : flag.default];
  });
  return Object.fromEntries(values) as Values;
}

/** `--rate -1` as `--rate=-1`: alone, `-1` would be read as a flag. */
function joinNegativeNumbers(args: readonly string[], valued: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1) ?? "";
    const isValue = /^-[\d.]/.test(arg) && valued.some((typed) => before === `--${typed}`);
    if (isValue) joined[joined.length - 1] = `${before}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

function label(name: string, operands: readonly string[]): string {
  return operands.includes(name) ? typedName(name) : `--${typedName(name)}`;
}

function readFlag(label: string, flag: Flag<unknown>, given: readonly string[]): unknown {
  const texts = flag.repeatable ? given : given.slice(-1);
  const value = flag.read(texts);
  if (value !== undefined) return value;
  const came = texts.includes("") ? "nothing" : `'${texts.join("', '")}'`;
  const wrong = texts.join(",").split(",").find((word) => !flag.words.includes(word)) ?? "";
  throw new TaskError(
    `${label}: expected ${flag.allowed}, got ${came}${question(closestWord(wrong, flag.words))}`,
  );
}

function unknownFlag<Values>(
  { name, explainUnknownFlag }: Task<Values>,
  argument: string,
  named: readonly { readonly name: string; readonly typed: string }[],
): TaskError {
  const typed = argument.replace(/=.*$/s, "");
  const inCode = typed.replace(/^-+/, "").replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
  const explanation = explainUnknownFlag?.(inCode);
  if (explanation !== undefined) return new TaskError(`${name}: ${explanation}`);
  // By any of its names: `--lrn` is nearer to `--lr` than to the flag that this is.
  const meant = new Map([...named.map(({ typed }) => typed), "help"].map((own) => [own, own]));
  for (const { name, typed } of named) {
    for (const usual of usualNames(name)) if (!meant.has(usual)) meant.set(usual, typed);
  }
  const nearest = nearestWords(typed.replace(/^--?/, ""), [...meant.keys()], meant.size);
  const near = [...new Set(nearest.map((word) => `--${meant.get(word)}`))].slice(0, MOST_SUGGESTED);
  const guess = near.length === 0
    ? ""
    : ` (did you mean ${new Intl.ListFormat("en", { type: "disjunction" }).format(near)}?)`;
  return new TaskError(
    `${name}: unknown flag ${typed}${guess}; \`deno task ${name} --help all\` lists all`,
  );
}

function unexpected(task: string, word: string, operands: readonly string[]): TaskError {
  const wanted = operands.length === 0
    ? "only flags"
    : `only ${operands.map((name) => `<${typedName(name)}>`).join(" ")} and flags`;
  return new TaskError(
    `${task}: expected ${wanted}, got '${word}'; \`deno task ${task} --help\` lists them`,
  );
}

function question(word: string | undefined): string {
  return word === undefined ? "" : ` (did you mean ${word}?)`;
}
