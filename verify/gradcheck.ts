/** `deno task gradcheck`: does every gradient agree with central differences? */
import {
  assertWritableFolder,
  namedByFlag,
  print,
  reportParent,
  runNarrowed,
  runTask,
  TaskError,
  textFlag,
} from "@descent/cli";
import { knownAnswers } from "@descent/core/testing";
import { writePage } from "@descent/reports";
import { catalogueChecks } from "./gradcheck/catalogue_checks.ts";
import { courseChecks } from "./gradcheck/course_checks.ts";
import { gradcheckCsv } from "./gradcheck/gradcheck_csv.ts";
import { gradcheckPage } from "./gradcheck/gradcheck_page.ts";
import { gradcheckTable } from "./gradcheck/gradcheck_table.ts";
import type { GradientCheck } from "./gradcheck/gradient_check.ts";
import { passesCheck } from "./gradcheck/worst_checks.ts";

const task = {
  name: "gradcheck",
  doc:
    "Checks the gradients of every layer, loss, penalty and composition against central differences.",
  flags: {
    out: textFlag({
      doc: "The folder of the report.",
      default: "reports/out/gradcheck",
      placeholder: "<folder>",
    }),
  },
  notes: "Ends with code 0 when every gradient is within its bound, else with 1.",
};

/**
 * Runs `deno task gradcheck`.
 *
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with.
 */
export function runGradcheck(args: readonly string[]): Promise<number> {
  return runTask(() => task, args, async ({ out }, conclude) => {
    await assertWritableFolder("--out", out);
    const course = await knownAnswers("cs231n");
    const checks = [...catalogueChecks(), ...courseChecks(course)];
    conclude({ checks: checks.map((check) => ({ ...check, passed: passesCheck(check) })) });
    await reportGradcheck(checks, out);
  });
}

/**
 * Prints the table of checks and writes their report.
 *
 * @param checks All checks.
 * @param folder Where the report goes.
 * @throws {TaskError} When a check fails, after the report was written.
 */
export async function reportGradcheck(
  checks: readonly GradientCheck[],
  folder: string,
): Promise<void> {
  for (const line of gradcheckTable(checks)) print(line);
  const page = gradcheckPage(checks);
  const path = await writePage(folder, page, { "gradchecks.csv": gradcheckCsv(checks) });
  print(`\n${page.headline}\n\nReport: ${path}`);
  const failed = checks.filter((check) => !passesCheck(check));
  if (failed.length === 0) return;
  const [{ title, tensor, error, bound }] = failed;
  throw new TaskError(
    `gradcheck: ${failed.length} of ${checks.length} checks failed, first ${title}, ${tensor}: ` +
      `${error.toExponential(1)} is more than ${bound.toExponential()}`,
    1,
  );
}

if (import.meta.main) {
  const args = Deno.args;
  const [out = task.flags.out.default] = namedByFlag(args, "--out");
  const program = { module: import.meta.url, run: "runGradcheck", args };
  Deno.exit(await runNarrowed({ ...program, writes: [reportParent(out)] }));
}
