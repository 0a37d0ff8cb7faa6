import { runInFolder } from "@descent/lab/testing";
import { parse } from "@std/csv";
import { compare } from "./compare.ts";

/** Flags of a comparison that takes a moment. */
export const SHORT: readonly string[] = [
  "--train-count=400",
  "--validation-count=100",
  "--test-count=100",
  "--epochs=1",
  "--settings=2",
  "--seeds=2",
  "--hidden=10",
];

/** Runs `deno task compare` in this process, with its folders below the given one. */
export const runCompare = (folder: string, ...args: string[]) =>
  runInFolder(compare, folder, ...args);

/** The rows of one of the report's CSV files, without what differs from run to run. */
export function rowsOf(folder: string, file: string): Record<string, string>[] {
  const rows = parse(Deno.readTextFileSync(`${folder}/out/${file}`), { skipFirstRow: true });
  return rows.map((row) => {
    const entries = Object.entries(row as Record<string, string>);
    return Object.fromEntries(entries.filter(([column]) => !column.includes("seconds")));
  });
}
