/**
 * Writes docs/reliability.md from the tables of attacks beside the tests that walk them: `deno task reliability`.
 *
 * Every `_attacks.ts` of the repository exports one table, {@linkcode AttackTable}. `--check` writes nothing and fails
 * when the committed file differs.
 */
import { readSourceFiles } from "./read_source_files.ts";

/** Attacks of one kind. Tests take the numbers from it, so that no row can say what is not done. */
export interface AttackTable {
  /** The attacked thing, as a heading. */
  readonly title: string;
  /** The condition that must hold, in a clause that follows "Wanted each time: ". */
  readonly wanted: string;
  /** The attacks by names that their tests know. */
  readonly rows: Readonly<Record<string, { readonly what: string; readonly times: number }>>;
}

/** From the root of the repository, where tasks run. */
const TARGET = "docs/reliability.md";

const INTRODUCTION =
  "Every line is an attack that the tests carry out each time they run, with fixed " +
  "seeds where something is drawn. The numbers are those that the tests count to: `deno task reliability` writes " +
  "this page from the tables beside them, each in a file `_attacks.ts`, and `deno task check` compares.";

/** The page, as \`deno fmt\` leaves it. */
export function reliabilityText(tables: readonly AttackTable[]): string {
  const sorted = [...tables].sort((a, b) => a.title < b.title ? -1 : 1);
  const total = sorted.flatMap(({ rows }) => Object.values(rows))
    .reduce((sum, { times }) => sum + times, 0);
  const sections = sorted.map(({ title, wanted, rows }) =>
    `## ${title}\n\n${wrap(`Wanted each time: ${wanted}.`)}\n\n${table(Object.values(rows))}`
  );
  const head = `# What is tried, and how often\n\n${wrap(INTRODUCTION)}\n`;
  return [head, ...sections, `Attacks in all: ${total.toLocaleString("en-US")}.\n`]
    .join("\n");
}

function table(rows: readonly { readonly what: string; readonly times: number }[]): string {
  const lines = [["Attack", "Times"], ...rows.map(({ what, times }) => [what, String(times)])];
  const widths = [0, 1].map((column) => Math.max(...lines.map((line) => line[column].length)));
  const [head, ...body] = lines.map((line) =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |\n`
  );
  return `${head}| ${widths.map((width) => "-".repeat(width)).join(" | ")} |\n${body.join("")}`;
}

/** Lines of at most 100 characters. */
function wrap(text: string): string {
  return text.replace(/(.{1,100})( |$)/g, "$1\n").trimEnd();
}

/** Reads every table of the repository. */
export async function readAttackTables(root: string): Promise<AttackTable[]> {
  const files = await readSourceFiles(root);
  const paths = files.map(({ path }) => path).filter((path) => /(^|\/)_attacks\.ts$/.test(path));
  const folder = await Deno.realPath(root);
  return await Promise.all(
    paths.map(async (path) => (await import(`file://${folder}/${path}`)).attacks),
  );
}

if (import.meta.main) {
  const text = reliabilityText(await readAttackTables("."));
  if (!Deno.args.includes("--check")) await Deno.writeTextFile(TARGET, text);
  else if (await Deno.readTextFile(TARGET) !== text) {
    console.error(`${TARGET} differs from the tables of attacks; run \`deno task reliability\``);
    Deno.exit(1);
  }
}
