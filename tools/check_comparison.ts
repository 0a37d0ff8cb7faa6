/**
 * Checks that a run of `deno task compare` wrote its report and that every optimizer learned:
 * `check_comparison.ts <report folder> <least validation accuracy>`.
 */
import { parse } from "@std/csv";

/** The optimizers that every comparison holds. */
const OPTIMIZERS = ["sgd", "momentum", "rmsprop", "adam"];

/** Faults of the final trials of a `trials.csv`, one sentence each. */
export function comparisonProblems(trialsCsv: string, leastAccuracy: number): string[] {
  const trials = parse(trialsCsv, { skipFirstRow: true }).filter(({ phase }) => phase === "final");
  return OPTIMIZERS.flatMap((optimizer) => {
    const own = trials.filter((trial) => trial.optimizer === optimizer);
    if (own.length === 0) return [`${optimizer}: no final trial`];
    return own.flatMap(({ seed, status, final_validation_accuracy: accuracy }) => {
      if (status !== "completed") return [`${optimizer}, seed ${seed}: ${status}`];
      return Number(accuracy) >= leastAccuracy ? [] : [
        `${optimizer}, seed ${seed}: validation accuracy ${accuracy}; at least ${leastAccuracy}`,
      ];
    });
  });
}

if (import.meta.main) {
  const [folder, leastAccuracy] = Deno.args;
  const problems = comparisonProblems(
    await Deno.readTextFile(`${folder}/trials.csv`),
    Number(leastAccuracy),
  );
  for (const file of ["index.html", "metrics.csv"]) {
    if ((await Deno.stat(`${folder}/${file}`)).size === 0) problems.push(`${file}: empty`);
  }
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) Deno.exit(1);
}
