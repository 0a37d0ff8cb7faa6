/** `deno task golden`: does the library give known answers? */
import { asUserError, print, repeatedFlag, runNarrowed, runTask, TaskError } from "@descent/cli";
import { type CaseResult, checkCase } from "./golden/check_case.ts";
import { readGoldenFile } from "./golden/golden_file.ts";
import { goldenSummary } from "./golden/golden_summary.ts";

const task = {
  name: "golden",
  doc: "Checks the library against files of known answers.",
  operands: ["files"],
  flags: { files: repeatedFlag({ doc: "The files.", placeholder: "<file.json>" }) },
  notes:
    "Ends with code 0 when every case passes, 1 when one fails, is not supported or cannot be " +
    "read, 2 when a file cannot be read.",
};

/**
 * Runs `deno task golden`.
 *
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with.
 */
export function runGolden(args: readonly string[]): Promise<number> {
  return runTask(() => task, args, async ({ files }, conclude) => {
    if (files.length === 0) {
      throw new TaskError(
        "golden: expected at least one file, got none; " +
          "for example `deno task golden core/testing/testdata/cs231n.json`",
      );
    }
    const results = await asUserError(async () => {
      const read = await Promise.all(files.map(readGoldenFile));
      return read.flatMap(({ cases, unreadable }): CaseResult[] => [
        ...cases.map((golden) => checkCase(golden)),
        ...unreadable.map(({ reason, ...which }) => ({
          ...which,
          status: "unreadable" as const,
          text: reason,
        })),
      ]);
    });
    conclude({ cases: results });
    report(results);
  });
}

function report(results: readonly CaseResult[]): void {
  const bad = results.filter(({ status }) => status !== "passed");
  for (const { name, kind, status, text } of bad) {
    print(
      `${status === "unsupported" ? "not supported" : status}: ${name} (${kind}): ${text}`,
    );
  }
  for (const line of goldenSummary(results)) print(line);
  if (bad.length === 0) return;
  const groups = Map.groupBy(bad, ({ status }) => status);
  const count = (status: CaseResult["status"]) => groups.get(status)?.length ?? 0;
  const kinds = new Set(groups.get("unsupported")?.map(({ kind }) => kind));
  const unreadable = count("unreadable");
  throw new TaskError(
    `golden: ${count("failed")} of ${results.length} cases failed, ${count("unsupported")} ` +
      `not supported${kinds.size > 0 ? ` (${[...kinds].join(", ")})` : ""}` +
      (unreadable > 0 ? `, ${unreadable} unreadable` : ""),
    1,
  );
}

if (import.meta.main) {
  Deno.exit(await runNarrowed({ module: import.meta.url, run: "runGolden", args: Deno.args }));
}
