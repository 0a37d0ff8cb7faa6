import type { Run } from "@descent/reports";
import type { Trial } from "../trials/trial.ts";
import type { Laboratory } from "./laboratory.ts";
import { landscapeTrials } from "./landscape_trials.ts";

/**
 * Options of {@linkcode runJudges}.
 *
 * @category Search
 */
export interface RunJudgesOptions {
  /**
   * Whether the judges are measured from inside, and a further trial of each problem looks at the loss between the
   * solutions of the first seed's; default false.
   */
  readonly diagnostics?: boolean;
}

/**
 * Runs the trials that judge.
 *
 * @category Search
 * @param laboratory Where to run.
 * @param judges The trials, of one seed first.
 * @param options What is measured besides, see {@linkcode RunJudgesOptions}.
 * @returns What came of them, in their order; then of the trials that looked between solutions.
 *
 * @example
 * ```ts
 * import { finalTrials, runJudges } from "@descent/lab";
 * import { fakeLaboratory, sampleTrial } from "@descent/lab/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const judges = finalTrials(sampleTrial(), [11, 12]);
 * const runs = await runJudges(fakeLaboratory(() => 0.5), judges, { diagnostics: true });
 * assertEquals(runs.map(({ record: { phase, seed } }) => [phase, seed]), [
 *   ["final", 11],
 *   ["final", 12],
 *   ["landscape", 11],
 * ]);
 * ```
 */
export async function runJudges(
  laboratory: Laboratory,
  judges: readonly Trial[],
  { diagnostics = false }: RunJudgesOptions = {},
): Promise<Run[]> {
  if (!diagnostics || judges.length === 0) return await laboratory.run(judges);
  const measured = judges.map((trial): Trial => ({
    ...trial,
    observe: [...trial.observe, "diagnostics"],
  }));
  const furtherTrials = new Set(judges.map(({ problem }) => problem.name)).size;
  const runs = await laboratory.run(measured, { furtherTrials });
  return [...runs, ...await laboratory.run(landscapeTrials(runs, judges, judges[0].seed))];
}
