import { parse } from "@std/csv";

/**
 * Rows of a CSV file without times, the places that the command names, and how many trials ran side by side.
 *
 * @param path The file.
 * @returns Its rows, by the names of the columns.
 */
export function timelessRows(path: string): Record<string, string>[] {
  const isTime = (name: string) => /second|started|command|jobs/.test(name);
  return parse(Deno.readTextFileSync(path), { skipFirstRow: true }).map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !isTime(name)))
  ) as Record<string, string>[];
}
