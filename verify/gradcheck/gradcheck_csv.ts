import { stringify } from "@std/csv";
import type { GradientCheck } from "./gradient_check.ts";
import { passesCheck } from "./worst_checks.ts";

const COLUMNS = [
  "group",
  "layer",
  "input",
  "mode",
  "tensor",
  "relative_error",
  "bound",
  "course_printed",
  "passed",
];

/**
 * `gradchecks.csv`: one row for each check, tidy, RFC 4180.
 *
 * @category Gradient checks
 * @param checks All checks.
 * @returns The text of the file.
 *
 * @example One check
 * ```ts
 * import { gradcheckCsv } from "@descent/verify";
 * import { assertEquals } from "@std/assert";
 *
 * const csv = gradcheckCsv([{
 *   group: "layer",
 *   title: "relu",
 *   input: [3, 7],
 *   mode: "train",
 *   tensor: "input",
 *   error: 2e-12,
 *   bound: 3.28e-12,
 *   printed: undefined,
 * }]);
 * assertEquals(csv.split("\r\n")[1], "layer,relu,3x7,train,input,2e-12,3.28e-12,,true");
 * ```
 */
export function gradcheckCsv(checks: readonly GradientCheck[]): string {
  const rows = checks.map((check) => ({
    group: check.group,
    layer: check.title,
    input: check.input.join("x"),
    mode: check.mode ?? "",
    tensor: check.tensor,
    relative_error: check.error,
    bound: check.bound,
    course_printed: check.printed ?? "",
    passed: passesCheck(check),
  }));
  return stringify(rows, { columns: COLUMNS });
}
