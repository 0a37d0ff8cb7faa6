import type { CaseResult } from "./check_case.ts";

/**
 * Counts of passed, failed, unsupported and unreadable cases of a kind.
 *
 * @category Known answers
 */
export interface KindCount {
  /** The kind. */
  readonly kind: string;
  /** Cases within their tolerance. */
  readonly passed: number;
  /** Cases that were off. */
  readonly failed: number;
  /** Cases that could not be checked. */
  readonly unsupported: number;
  /** Cases that are not of the form. */
  readonly unreadable: number;
}

/**
 * Counts by kind, in the order in which kinds first occur.
 *
 * @category Known answers
 * @param results How cases came out.
 * @returns A count for each kind.
 *
 * @example One of two failed
 * ```ts
 * import { countKinds } from "@descent/verify";
 * import { assertEquals } from "@std/assert";
 *
 * const one = { name: "a", kind: "relu", text: "" };
 * const counts = countKinds([{ ...one, status: "passed" }, { ...one, status: "failed" }]);
 * assertEquals(counts, [{ kind: "relu", passed: 1, failed: 1, unsupported: 0, unreadable: 0 }]);
 * ```
 */
export function countKinds(results: readonly CaseResult[]): KindCount[] {
  const groups = Map.groupBy(results, ({ kind }) => kind);
  return [...groups].map(([kind, cases]) => {
    const count = (wanted: CaseResult["status"]) =>
      cases.filter(({ status }) => status === wanted).length;
    return {
      kind,
      passed: count("passed"),
      failed: count("failed"),
      unsupported: count("unsupported"),
      unreadable: count("unreadable"),
    };
  });
}

/**
 * The outcome as lines for a person: a table of counts by kind with its sums.
 *
 * @category Known answers
 * @param results How cases came out.
 * @returns The lines.
 *
 * @example One kind that passed
 * ```ts
 * import { goldenSummary } from "@descent/verify";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(goldenSummary([{ name: "a", kind: "relu", status: "passed", text: "" }]), [
 *   "kind   passed  failed  not supported  unreadable",
 *   "relu        1       0              0           0",
 *   "total       1       0              0           0",
 * ]);
 * ```
 */
export function goldenSummary(results: readonly CaseResult[]): string[] {
  const counts = countKinds(results);
  const columns = ["passed", "failed", "unsupported", "unreadable"] as const;
  const titles = columns.map((column) => column === "unsupported" ? "not supported" : column);
  const total = { kind: "total", passed: 0, failed: 0, unsupported: 0, unreadable: 0 };
  for (const count of counts) {
    for (const column of columns) total[column] += count[column];
  }
  const rows = [...counts, total];
  const width = Math.max(...rows.map(({ kind }) => kind.length), "kind".length);
  return [
    `${"kind".padEnd(width)}  ${titles.join("  ")}`,
    ...rows.map((row) => {
      const numbers = columns.map((column, i) => String(row[column]).padStart(titles[i].length));
      return `${row.kind.padEnd(width)}  ${numbers.join("  ")}`;
    }),
  ];
}
