import type { Scores } from "../record/metric.ts";
import type { Run } from "../record/run_folder.ts";
import type { RunRecord } from "../record/run_record.ts";
import { sampleRecord, sampleRun } from "./sample_run.ts";

/** One final trial per validation loss; `null` is one that diverged. */
export function finals(
  title: string,
  losses: (number | null)[],
  changes: Partial<RunRecord> = {},
): Run[] {
  const { results } = sampleRecord();
  return losses.map((loss, seed) => {
    const diverged = loss === null;
    const scores: Scores = diverged
      ? {}
      : { ...results.final, "validation/loss": loss, "validation/accuracy": 0.9 + 0.001 * seed };
    return sampleRun({
      optimizer: { name: title.toLowerCase(), title },
      seed,
      status: diverged ? "diverged" : "completed",
      divergedAtStep: diverged ? 5 : null,
      results: { ...results, best: scores, final: scores },
      ...changes,
    });
  });
}

/** The same trials with accuracies, one for each seed. */
export function withAccuracies(runs: Run[], accuracies: number[]): Run[] {
  return runs.map(({ record, metrics }, index) => {
    const final = { ...record.results.final, "validation/accuracy": accuracies[index] };
    return { record: { ...record, results: { ...record.results, final } }, metrics };
  });
}
