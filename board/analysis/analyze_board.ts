import {
  adjustProbabilities,
  type ArrivalCurve,
  letterGroups,
  profileScore,
  type RankAgreement,
  rankAgreement,
  type RankStability,
  rankStability,
  SIGNIFICANCE,
} from "@descent/reports";
import type { BoardPlan } from "../protocol/board_plan.ts";
import type { BoardTrial } from "../trials/board_trial.ts";
import { type Ablation, ablations } from "./ablations.ts";
import { arrivals } from "./arrivals.ts";
import { type Improvement, improvements } from "./improvements.ts";
import { type JudgedLosses, judgedLosses } from "./judged_losses.ts";
import { type NeededSeeds, neededSeeds } from "./needed_seeds.ts";
import { normalizedScores, type ScoreScale, scoreScales } from "./normalized_scores.ts";
import { compareOnProblems, type OnProblem } from "./on_problem.ts";
import {
  compareOverProblems,
  type OverProblems,
  type Verdict,
  verdictOf,
} from "./over_problems.ts";
import { type Robustness, robustness } from "./robustness.ts";
import { type SearchOutcome, searchOutcomes } from "./search_outcomes.ts";
import { sensitivities, type Sensitivity } from "./sensitivity.ts";
import { spentEvaluations } from "./spent_evaluations.ts";
import { type TargetTimes, targetTimes } from "./target_times.ts";
import { type TestExamples, testExamples } from "./test_examples.ts";
import { type TimeRatios, timeRatios } from "./time_ratios.ts";
import { tunabilities, type Tunability } from "./tunabilities.ts";
import { tuningBands } from "./tuning_bands.ts";
import { type TuningCurves, tuningCurves } from "./tuning_curves.ts";

/**
 * End of the axis of time ratios, on either side.
 *
 * @category Analysis
 */
export const PROFILE_LIMIT = 4;

/**
 * A primary comparison: a rule against the reference over problems.
 *
 * @category Analysis
 */
export interface PrimaryComparison extends OverProblems {
  /** Its probability among all primary comparisons, after Holm. */
  readonly adjusted: number;
  /** Its verdict on the rule. */
  readonly verdict: Verdict;
}

/**
 * Everything that a report says of a run, computed from its trials alone.
 *
 * @category Analysis
 */
export interface BoardAnalysis {
  /** The judges' losses. */
  readonly losses: JudgedLosses;
  /** The scale of the scores on each problem. */
  readonly scales: readonly ScoreScale[];
  /** Normalized scores, `[rule][problem][seed]`. */
  readonly scores: readonly (readonly (readonly number[])[])[];
  /** How firmly the rules hold their ranks, seeds drawn anew. */
  readonly stability: RankStability;
  /** The same with problems drawn anew. */
  readonly overProblems: RankStability;
  /** Each rule but the reference against it, in the plan's order. */
  readonly primary: readonly PrimaryComparison[];
  /** Every two rules over problems, in the plan's order, with their probabilities after Holm. */
  readonly pairs: readonly (OverProblems & { readonly adjusted: number })[];
  /** Letters of each rule: two that share one cannot be told apart over problems. */
  readonly letters: readonly string[];
  /** Every two rules on every problem. */
  readonly onProblems: readonly OnProblem[];
  /** The examples that each problem's test loss is of, and how far comparisons would hold on others. */
  readonly testExamples: readonly TestExamples[];
  /** How each search ended, `[rule][problem]` in the plan's order. */
  readonly searches: readonly (readonly SearchOutcome[])[];
  /** How many times its budget of gradient evaluations each rule used, in the plan's order. */
  readonly spent: readonly number[];
  /** Tuning curves. */
  readonly tuning: TuningCurves;
  /** Their bands to half of the draws, `[rule][k - 1]`: see {@linkcode tuningBands}. */
  readonly tuningBands: readonly (readonly (readonly [low: number, high: number])[])[];
  /** How well each rule does over all tuning budgets, in the plan's order; `null` where no search of it is known. */
  readonly tunability: readonly (Tunability | null)[];
  /** The cost of holding hyperparameters at their defaults, where rules do. */
  readonly ablations: readonly Ablation[];
  /** Times to the reference's loss. */
  readonly time: TimeRatios;
  /** Times to the committed targets; `null` where the plan has none. */
  readonly targetTimes: TargetTimes | null;
  /** `B` of each rule: mean height of its profile of time ratios on a log axis; a half is as fast as the reference. */
  readonly speed: readonly number[];
  /** How often a judge of each rule has the lower loss than one of the reference, in the plan's order. */
  readonly improvements: readonly Improvement[];
  /** How much each rule's loss depends on its learning rate, `[rule][problem]` in the plan's order. */
  readonly sensitivities: readonly (readonly (Sensitivity | null)[])[];
  /** The share of judges that have got to the target over time, `[rule][problem]` in the plan's order. */
  readonly arrivals: readonly (readonly (ArrivalCurve | null)[])[];
  /** How many judges a run to come needs to see differences on single problems. */
  readonly neededSeeds: readonly NeededSeeds[];
  /** How settings do on variants of their problems; `null` where the plan has none. */
  readonly robustness: Robustness | null;
  /** How far the problems agree on the order of the rules: Kendall's W; `null` for fewer than three rules. */
  readonly agreement: RankAgreement | null;
}

/**
 * Options of {@linkcode analyzeBoard}.
 *
 * @category Analysis
 */
export interface AnalyzeBoardOptions {
  /** Bootstrap replicates; default 10,000. */
  readonly replicates?: number;
}

/**
 * Analyzes a run: the same plan and trials give the same bits.
 *
 * @category Analysis
 * @param plan The plan.
 * @param trials The trials.
 * @param options Replicates, see {@linkcode AnalyzeBoardOptions}.
 * @returns The analysis.
 *
 * @example
 * ```ts
 * import { analyzeBoard } from "@descent/board";
 * import { samplePlan, sampleTrials } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const { primary } = analyzeBoard(samplePlan(), sampleTrials(), { replicates: 100 });
 * assertEquals(primary.map(({ first, second }) => [first, second]), [["momentum", "adamw"]]);
 * ```
 */
export function analyzeBoard(
  plan: BoardPlan,
  trials: readonly BoardTrial[],
  { replicates = 10_000 }: AnalyzeBoardOptions = {},
): BoardAnalysis {
  const losses = judgedLosses(plan, trials);
  const { rules, problems } = losses;
  const scales = scoreScales(losses);
  const scores = normalizedScores(losses, scales);
  const stability = rankStability(scores, { replicates });
  const counts = (rule: string) => (problem: number) => {
    const planned = plan.problems.find(({ choice }) => choice.name === problems[problem])!;
    return planned.reductions[rule] === undefined;
  };
  const others = rules.filter((rule) => rule !== plan.reference);
  const compared = others.map((rule) =>
    compareOverProblems(losses, rule, plan.reference, {
      counts: counts(rule),
      comparisons: others.length,
    })
  );
  const holm = adjustProbabilities(compared.map(({ probability }) => probability));
  const primary = compared.map((each, index): PrimaryComparison => ({
    ...each,
    adjusted: holm[index],
    verdict: verdictOf(each, holm[index]),
  }));
  const number = rules.length * (rules.length - 1) / 2;
  const allPairs = rules.flatMap((first, a) =>
    rules.slice(a + 1).map((second) =>
      compareOverProblems(losses, first, second, {
        counts: (problem) => counts(first)(problem) && counts(second)(problem),
        comparisons: number,
      })
    )
  );
  const adjusted = adjustProbabilities(allPairs.map(({ probability }) => probability));
  const pairs = allPairs.map((pair, index) => ({ ...pair, adjusted: adjusted[index] }));
  const onProblems = compareOnProblems(losses);
  const tuning = tuningCurves(plan, trials);
  const time = timeRatios(plan, trials);
  return {
    losses,
    scales,
    scores,
    stability,
    overProblems: rankStability(scores, { replicates, resample: "problems" }),
    primary,
    pairs,
    letters: lettersOf(rules, stability.means, pairs),
    onProblems,
    testExamples: testExamples(plan, trials, onProblems),
    searches: searchOutcomes(plan, trials),
    spent: spentEvaluations(plan, trials),
    tuning,
    tuningBands: tuningBands(plan, trials, tuning, { replicates: Math.min(1_000, replicates) }),
    tunability: tunabilities(plan, trials, { replicates: Math.min(1_000, replicates) }),
    ablations: ablations(plan, trials),
    time,
    targetTimes: targetTimes(plan, trials),
    speed: time.ratios.map((ratios) => profileScore(ratios, PROFILE_LIMIT, "log")),
    improvements: improvements(losses, plan.reference, { replicates }),
    sensitivities: sensitivities(plan, trials),
    arrivals: arrivals(plan, trials, time.targets),
    robustness: robustness(plan, trials, losses, { replicates }),
    neededSeeds: neededSeeds(losses, problems.length * number),
    agreement: rules.length < 3 ? null : rankAgreement(
      problems.map((_, problem) =>
        losses.logs.map((own) =>
          own[problem].reduce((sum, log) => sum + log, 0) / own[problem].length
        )
      ),
    ),
  };
}

/** Letters go to the best first. */
function lettersOf(
  rules: readonly string[],
  means: readonly number[],
  pairs: BoardAnalysis["pairs"],
): string[] {
  const order = rules.map((_, place) => place).sort((a, b) => means[b] - means[a]);
  const differ = new Set(
    pairs.filter(({ adjusted }) => adjusted <= SIGNIFICANCE)
      .flatMap(({ first, second }) => [`${first}/${second}`, `${second}/${first}`]),
  );
  const letters = letterGroups(
    rules.length,
    (a, b) => differ.has(`${rules[order[a]]}/${rules[order[b]]}`),
  );
  return rules.map((_, place) => letters[order.indexOf(place)]);
}
