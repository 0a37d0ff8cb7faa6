import { compareTrials, type Run, runFolder } from "../record/run_folder.ts";

/**
 * The trials, each of them once, in their order: `trial_id` is to find one row. A trial that served a search and the
 * judging too is written as the latter.
 */
export function distinctTrials(runs: readonly Run[]): readonly Run[] {
  const trials = new Map<string, Run>();
  for (const run of runs) {
    const { trialId } = run.record;
    const former = trials.get(trialId);
    if (former !== undefined && compareTrials(former.record, run.record) !== 0) {
      throw new RangeError(
        `CSV files: trials ${runFolder(former.record)} and ${
          runFolder(run.record)
        } have the same ` +
          `id ${trialId}; wanted one id for each trial`,
      );
    }
    if (former === undefined || run.record.phase === "final") trials.set(trialId, run);
  }
  return [...trials.values()];
}
