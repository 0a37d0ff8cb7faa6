import type { GradientCheck } from "./gradient_check.ts";
import { passesCheck, worstChecks } from "./worst_checks.ts";

/**
 * The outcome as lines for a person: for each tensor the largest error, its bound and what the course printed.
 *
 * @category Gradient checks
 * @param checks All checks.
 * @returns The lines; those that fail end with a word that says so.
 *
 * @example One layer
 * ```ts
 * import { gradcheckTable } from "@descent/verify";
 * import { assertEquals } from "@std/assert";
 *
 * const lines = gradcheckTable([{
 *   group: "course",
 *   title: "relu",
 *   input: [10, 10],
 *   mode: "train",
 *   tensor: "dx",
 *   error: 3.2756e-12,
 *   bound: 3.28e-12,
 *   printed: 3.2756e-12,
 * }]);
 * assertEquals(lines, [
 *   "layer         tensor  relative error     bound  course printed",
 *   "course: relu  dx           3.276e-12  3.28e-12       3.276e-12",
 * ]);
 * ```
 */
export function gradcheckTable(checks: readonly GradientCheck[]): string[] {
  const rows = worstChecks(checks).map((check) => [
    titleOf(check),
    check.tensor,
    digits(check.error),
    check.bound.toExponential(),
    check.printed === undefined ? "-" : digits(check.printed),
    ...passesCheck(check) ? [] : ["FAILED"],
  ]);
  const table = [["layer", "tensor", "relative error", "bound", "course printed"], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  return table.map((row) =>
    row.map((cell, column) => {
      if (column >= widths.length) return cell;
      return column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]);
    }).join("  ")
  );
}

/** The name of an entry, with a mark on those of the course. */
function titleOf({ group, title }: GradientCheck): string {
  return group === "course" ? `course: ${title}` : title;
}

/** Four significant digits. */
function digits(value: number): string {
  return value === 0 ? "0" : value.toExponential(3);
}
