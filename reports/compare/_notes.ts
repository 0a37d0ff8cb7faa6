import type { RunRecord } from "../record/run_record.ts";
import { scoreTitle } from "../record/score_title.ts";
import { WINNER_SIGNIFICANCE } from "../statistics/judge_contestants.ts";
import { wilsonInterval } from "../statistics/wilson_interval.ts";
import { counted } from "../text/counted.ts";
import { formatDistance, formatNumber } from "../text/format.ts";
import type { OptimizerResult } from "./_optimizer_result.ts";
import type { Verdict } from "./_verdict.ts";

/** The cover of intervals, in one line. */
export function intervalNote(results: readonly OptimizerResult[]): string {
  const fixed = finalRecords(results).some(({ dataset }) => dataset !== null)
    ? "on these examples and at the chosen settings"
    : "at the chosen settings";
  return `± is the 95\u202f% confidence interval of the mean over seeds, ${fixed}.`;
}

/** Notes on the intervals' basis, on how settings were chosen, and on what these seeds could not have shown. */
export function resultNotes(
  results: readonly OptimizerResult[],
  verdict: Verdict | null,
  beside: readonly Verdict[],
): string[] {
  const records = finalRecords(results);
  return [
    basis(records),
    ...chosenBy(results),
    ...verdict === null ? [] : rule(verdict),
    ...verdict === null ? [] : power(verdict),
    ...beside.flatMap(power),
    ...smallTest(records),
  ];
}

function basis(records: readonly RunRecord[]): string {
  const differ = records.some(({ dataset }) => dataset !== null)
    ? " in initial weights and minibatches"
    : "";
  return `Seeds differ${differ}; intervals are by Student's t. A seed that diverged counts as the untrained model.`;
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

/** Below this the interval of a share over test examples is wider than two points. */
const FEW_EXAMPLES = 2000;

/** The test examples stay the same for all seeds: a small test part limits what any number of them can tell. */
function smallTest(records: readonly RunRecord[]): string[] {
  const tests = records.flatMap(({ dataset, problem: { metrics }, results: { final } }) => {
    const accuracy = final["test/accuracy"];
    const count = dataset?.test ?? 0;
    const isShare = metrics.accuracy?.format === "percent" && typeof accuracy === "number";
    return isShare && count > 0 && count < FEW_EXAMPLES ? [{ count, accuracy }] : [];
  });
  if (tests.length === 0) return [];
  const { count } = tests[0];
  const accuracy = tests.reduce((sum, test) => sum + test.accuracy, 0) / tests.length;
  const percent = (share: number) => formatNumber(share, "percent");
  const [low, high] = wilsonInterval(accuracy * count, count);
  return [
    `The test part has ${
      counted(count, "example")
    }, the same for every seed. They can tell models apart that differ on many of ` +
    `them, but one example is ${percent(1 / count)} of accuracy, and ${
      percent(accuracy)
    } on them goes with anything from ${percent(low)} to ${
      percent(high)
    } on new examples (95\u202f%, Wilson).`,
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
