import type { RunRecord } from "../record/run_record.ts";
import { scoreTitle } from "../record/score_title.ts";
import { WINNER_SIGNIFICANCE } from "../statistics/judge_contestants.ts";
import { formatDistance, formatNumber } from "../text/format.ts";
import type { OptimizerResult } from "./_optimizer_result.ts";
import type { Verdict } from "./_verdict.ts";

/** What the intervals cover, how settings were chosen, and what these seeds could not have shown. */
export function resultNotes(
  results: readonly OptimizerResult[],
  verdict: Verdict | null,
  beside: readonly Verdict[],
): string[] {
  const records = finalRecords(results);
  return [
    coverage(records),
    ...chosenBy(results),
    ...verdict === null ? [] : rule(verdict),
    ...verdict === null ? [] : power(verdict),
    ...beside.flatMap(power),
  ];
}

function coverage(records: readonly RunRecord[]): string {
  const [seeds, fixed] = records.some(({ dataset }) => dataset !== null)
    ? ["seeds (initial weights and minibatches)", "the examples of this test set and the settings"]
    : ["seeds", "the settings"];
  return `± is the 95\u202f% confidence interval of the mean over ${seeds}, by Student's t; ${fixed} chosen here stay ` +
    "the same. A seed that diverged counts as the untrained model.";
}

/** How the settings were chosen, as far as the records say so. */
function chosenBy(results: readonly OptimizerResult[]): string[] {
  const finals = finalRecords(results);
  const titles = new Set(
    finals.flatMap((record) =>
      record.selection === null ? [] : scoreTitle(record, record.selection.metric)
    ),
  );
  if (titles.size === 0) return [];
  const searched = new Set(
    results.flatMap(({ search }) => search.map(({ record }) => record.seed)),
  );
  const fresh = finals.every(({ seed }) => !searched.has(seed));
  return [
    `Settings were chosen by ${[...titles].join(" and ")} alone${
      fresh ? ", with other seeds than those shown here" : ""
    }.`,
  ];
}

/** When somebody wins, or falls behind. */
function rule({ judged, winner }: Verdict): string[] {
  if (judged.length < 2) return [];
  return [
    `A winner is better than every rival with p < ${WINNER_SIGNIFICANCE}, so that of two equal ones one wins in fewer ` +
    "than 5 of 100 comparisons." +
    (winner !== null || judged.length < 3
      ? ""
      : " Probabilities are adjusted by Holm's method over all pairs of optimizers."),
  ];
}

/** The smallest lead that would have been seen. */
function power(
  { detectable, seeds, metric: { title, metric: { format } }, judged }: Verdict,
): string[] {
  if (judged.length < 2) return [];
  if (detectable === null) {
    return seeds < 3
      ? [
        `${
          seeds === 1 ? "One seed shows" : "Two seeds show"
        } no difference of ${title} for certain.`,
      ]
      : [];
  }
  const mean = judged[0].score!.mean;
  const share = format === "percent" || !(mean > 0)
    ? ""
    : ` (${formatNumber(detectable / mean, "percent")} of the best)`;
  return [
    `With ${seeds} seeds a lead of ${
      formatDistance(detectable, null, format)
    } ${title}${share} over every rival is seen in 80 of 100 such comparisons; a smaller one may be there unseen.`,
  ];
}

function finalRecords(results: readonly OptimizerResult[]): RunRecord[] {
  return results.flatMap(({ final }) => final.map(({ record }) => record));
}

/** How many trials ran side by side, which times depend on. */
export function timeNotes(results: readonly OptimizerResult[]): string[] {
  const records = finalRecords(results);
  const most = Math.max(0, ...records.map(({ environment }) => environment.jobs));
  if (most === 0) return [];
  return [
    most === 1
      ? "Trials ran one at a time; times are means, with the shortest and the longest below."
      : `${most} trials ran side by side, so times depend on each other; they are means, with the shortest and the ` +
        "longest below.",
  ];
}
