import type { Run } from "../run_folder.ts";
import type { RunRecord, Scores } from "../run_record.ts";
import { summarize, type Summary } from "../statistics/summarize.ts";

/** What the trials of one optimizer say on one problem. */
export interface OptimizerResult {
  readonly name: string;
  readonly title: string;
  /** The trials that chose its setting. */
  readonly search: readonly Run[];
  /** The trials that judge it, one per seed. */
  readonly final: readonly Run[];
  /** The score over the final trials that were completed; `null` when none was. */
  readonly score: Summary | null;
}

/** The score that optimizers are ranked by. */
export interface RankingScore {
  /** For people: "test accuracy". */
  readonly title: string;
  /** Reads it from a record. */
  readonly of: (record: RunRecord) => number | null;
}

const RANKING_SCORES: readonly RankingScore[] = [
  { title: "test accuracy", of: ({ results }) => results.best.testAccuracy },
  { title: "test accuracy", of: ({ results }) => results.final.testAccuracy },
  { title: "validation accuracy", of: validationScore },
];

/** The best validation accuracy, which settings are chosen by. */
export function validationScore({ results }: RunRecord): number | null {
  return results.best.validationAccuracy;
}

/** The first kind of score that every completed final trial has: a test score where there is one. */
export function rankingScore(runs: readonly Run[]): RankingScore {
  const records = runs.map(({ record }) => record).filter(isCompletedFinal);
  const last = RANKING_SCORES[RANKING_SCORES.length - 1];
  return RANKING_SCORES.find(({ of }) => records.every((record) => of(record) !== null)) ?? last;
}

/** Groups a problem's trials by optimizer, the best first, those without a score last. */
export function optimizerResults(
  runs: readonly Run[],
  { of }: RankingScore,
): readonly OptimizerResult[] {
  const groups = Map.groupBy(runs, ({ record }) => record.optimizer.name);
  return [...groups]
    .map(([name, own]): OptimizerResult => {
      const final = own.filter(({ record }) => record.phase === "final");
      return {
        name,
        title: own[0].record.optimizer.title,
        search: own.filter(({ record }) => record.phase === "search"),
        final,
        score: summarize(valuesOf(final, (record) => isCompletedFinal(record) ? of(record) : null)),
      };
    })
    .sort(byScore);
}

/** The higher mean first; without a score, last. Equal ones keep the trials' order. */
function byScore({ score: a }: OptimizerResult, { score: b }: OptimizerResult): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return b.mean - a.mean;
}

/** The values that trials have, in the trials' order. */
export function valuesOf(
  runs: readonly Run[],
  of: (record: RunRecord) => number | null,
): readonly number[] {
  return runs.map(({ record }) => of(record)).filter((value) => value !== null);
}

/** One of the final scores of the trials that were completed, over the seeds. */
export function summarizeScore(runs: readonly Run[], score: keyof Scores): Summary | null {
  return summarize(
    valuesOf(runs, (record) => isCompletedFinal(record) ? record.results.final[score] : null),
  );
}

function isCompletedFinal({ phase, status }: RunRecord): boolean {
  return phase === "final" && status === "completed";
}
