import type { Run } from "@descent/reports";
import type { Trial } from "../trials/trial.ts";
import { landscapeTrial } from "./landscape_trial.ts";

/**
 * Trials that look at the loss between the solutions of judges: for each problem one, which trains all judges of a seed
 * that completed, the lowest validation loss first; see {@linkcode landscapeTrial}.
 *
 * @category Search
 * @param runs What came of the judges, among others.
 * @param judges The trials that judge.
 * @param seed Which of their seeds.
 * @returns The trials, of phase `"landscape"`; none of a problem without such a judge.
 *
 * @example
 * ```ts
 * import { landscapeTrials } from "@descent/lab";
 * import { sampleTrial } from "@descent/lab/testing";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const { record } = sampleRun();
 * const { name } = record.problem;
 * const trial = sampleTrial({ seed: record.seed });
 * const judge = { ...trial, optimizer: record.optimizer, problem: { ...trial.problem, name } };
 * const [{ phase, landscape }] = landscapeTrials([sampleRun()], [judge], record.seed);
 * assertEquals([phase, landscape], ["landscape", []]);
 * ```
 */
export function landscapeTrials(
  runs: readonly Run[],
  judges: readonly Trial[],
  seed: number,
): Trial[] {
  const losses = new Map(runs.flatMap(({ record }) => {
    const loss = record.results.final["validation/loss"];
    return record.phase === "final" && record.seed === seed && loss != null
      ? [[keyOf(record), loss]]
      : [];
  }));
  const ended = judges.filter((judge) => judge.seed === seed && losses.has(keyOf(judge)))
    .sort((a, b) => losses.get(keyOf(a))! - losses.get(keyOf(b))!);
  return [...Map.groupBy(ended, ({ problem }) => problem.name).values()].map(landscapeTrial);
}

function keyOf(
  { problem, optimizer }: Pick<Trial, "optimizer"> & {
    readonly problem: { readonly name: string };
  },
): string {
  return `${problem.name}/${optimizer.name}`;
}
