import { adjustProbabilities, compareMeans, rankStability, summarize } from "@descent/reports";
import type { BoardPlan } from "../protocol/board_plan.ts";
import type { BoardTrial } from "../trials/board_trial.ts";
import { type JudgedLosses, judgedLosses } from "./judged_losses.ts";
import { normalizedScores, scoreScales } from "./normalized_scores.ts";
import {
  compareOverProblems,
  type OverProblems,
  type Verdict,
  verdictOf,
} from "./over_problems.ts";

/**
 * How far a rule's settings hold on variants of the problems that they were tuned on, beside those of the reference.
 *
 * @category Analysis
 */
export interface RuleRobustness {
  /** Name of the rule. */
  readonly rule: string;
  /** Against the reference on the problems as tuned; `null` for the reference itself, as the next two. */
  readonly tuned: OverProblems | null;
  /** Against the reference on the variants. */
  readonly varied: OverProblems | null;
  /** The second less the first: an effect above 0 is a loss that the reference has not. */
  readonly change: (OverProblems & { readonly adjusted: number; readonly verdict: Verdict }) | null;
  /** The rule on the variants against itself on the problems: how much harder they are for it. */
  readonly own: OverProblems;
  /** Interquartile mean of its scores on the variants. */
  readonly score: number;
  /** The 95 % interval of that, seeds drawn anew. */
  readonly interval: readonly [low: number, high: number];
  /** Judges on variants that diverged or failed. */
  readonly diverged: number;
}

/**
 * The change of a rule's standing from a problem to its variants.
 *
 * @category Analysis
 */
export interface ProblemChange {
  /** Mean log ratio to the reference's loss on the variants, less that on the problem. */
  readonly difference: number;
  /** Half the width of its 95 % interval over variants and judges, by Welch; `null` where nothing varies. */
  readonly confidence: number | null;
  /** Its probability among all rules and problems, after Benjamini and Hochberg; 1 where nothing varies. */
  readonly adjusted: number;
}

/**
 * How far tuned settings hold where they were not tuned.
 *
 * @category Analysis
 */
export interface Robustness {
  /** Losses on the variants, whose numbers stand in place of seeds. */
  readonly losses: JudgedLosses;
  /** The rules, in the plan's order. */
  readonly rules: readonly RuleRobustness[];
  /** `changes[rule][problem]`, in the order of `losses`; `null` for the reference. */
  readonly changes: readonly (readonly ProblemChange[] | null)[];
}

/**
 * How far settings hold on variants of the problems that they were tuned on: each rule's loss over that of the reference
 * there, against the same ratio where both were tuned. Variants may be harder for all, which the ratio leaves out.
 *
 * @category Analysis
 * @param plan The plan.
 * @param trials The trials.
 * @param judged The judges' losses on the problems themselves.
 * @param options Bootstrap replicates of the scores' intervals.
 * @returns The robustness; `null` where the plan has no variants, or none of them was tried.
 *
 * @example A plan without variants
 * ```ts
 * import { judgedLosses, robustness } from "@descent/board";
 * import { samplePlan, sampleTrials } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const plan = samplePlan(), trials = sampleTrials();
 * assertEquals(robustness(plan, trials, judgedLosses(plan, trials), { replicates: 100 }), null);
 * ```
 */
export function robustness(
  plan: BoardPlan,
  trials: readonly BoardTrial[],
  judged: JudgedLosses,
  { replicates }: { readonly replicates: number },
): Robustness | null {
  const varied = withProblems(judgedLosses(plan, trials, "variant"), judged.problems);
  if (varied.problems.length === 0 || varied.seeds.length === 0) return null;
  const tuned = withProblems(judged, varied.problems);
  const { rules, problems } = varied;
  const reference = rules.indexOf(plan.reference);
  const change: JudgedLosses = {
    ...varied,
    logs: varied.logs.map((own, rule) =>
      own.map((logs, problem) => logs.map((log) => log - meanOf(tuned.logs[rule][problem])))
    ),
  };
  const others = rules.filter((rule) => rule !== plan.reference);
  const comparisons = others.length;
  const against = (losses: JudgedLosses, rule: string): OverProblems =>
    compareOverProblems(losses, rule, plan.reference, {
      comparisons,
      counts: (problem) =>
        plan.problems.find(({ choice }) => choice.name === problems[problem])!
          .reductions[rule] === undefined,
    });
  const changed = others.map((rule) => against(change, rule));
  const holm = adjustProbabilities(changed.map(({ probability }) => probability));
  const { means, intervals } = rankStability(normalizedScores(varied, scoreScales(varied)), {
    replicates,
  });
  return {
    losses: varied,
    rules: rules.map((rule, place): RuleRobustness => {
      const other = others.indexOf(rule);
      return {
        rule,
        tuned: other < 0 ? null : against(tuned, rule),
        varied: other < 0 ? null : against(varied, rule),
        change: other < 0 ? null : {
          ...changed[other],
          adjusted: holm[other],
          verdict: verdictOf(changed[other], holm[other]),
        },
        own: compareOverProblems(
          {
            ...varied,
            rules: ["variants", "problems"],
            logs: [change.logs[place], change.logs[place].map((logs) => logs.map(() => 0))],
          },
          "variants",
          "problems",
        ),
        score: means[place],
        interval: intervals[place],
        diverged: varied.diverged[place].reduce((sum, count) => sum + count, 0),
      };
    }),
    changes: changesOf({ tuned, varied, reference }),
  };
}

function changesOf(
  { tuned, varied, reference }: {
    readonly tuned: JudgedLosses;
    readonly varied: JudgedLosses;
    readonly reference: number;
  },
): Robustness["changes"] {
  const ratios = ({ logs }: JudgedLosses, rule: number, problem: number) =>
    logs[rule][problem].map((log, seed) => log - logs[reference][problem][seed]);
  const tested = varied.rules.map((_, rule) =>
    rule === reference ? null : varied.problems.map((_, problem) => {
      const [before, after] = [tuned, varied].map((losses) => ratios(losses, rule, problem));
      return {
        difference: meanOf(after) - meanOf(before),
        test: compareMeans(summarize(after)!, summarize(before)!),
      };
    })
  );
  const flat = tested.flatMap((own) => own ?? []);
  const adjusted = adjustProbabilities(
    flat.map(({ test }) => test?.probability ?? 1),
    "benjamini-hochberg",
  );
  let place = 0;
  return tested.map((own) =>
    own?.map(({ difference, test }) => ({
      difference,
      confidence: test?.confidence ?? null,
      adjusted: adjusted[place++],
    })) ?? null
  );
}

/** The losses on some of their problems. */
function withProblems(losses: JudgedLosses, problems: readonly string[]): JudgedLosses {
  const places = losses.problems.flatMap((name, place) => problems.includes(name) ? [place] : []);
  const pick = <T>(list: readonly T[]): T[] => places.map((place) => list[place]);
  return {
    ...losses,
    problems: pick(losses.problems),
    logs: losses.logs.map(pick),
    untrained: pick(losses.untrained),
    diverged: losses.diverged.map(pick),
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
