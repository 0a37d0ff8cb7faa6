import { formatDifference, type NumberFormat, type ReferenceRow } from "@descent/reports";
import type { ClaimJudgement, ClaimVerdict } from "./judge_claim.ts";

/**
 * Options of {@linkcode claimRow}.
 *
 * @category Experiments
 */
export interface ClaimRowOptions {
  /** Subject of the claim: `"Learning rate"`. */
  readonly what: string;
  /** The claim. */
  readonly reference: string;
  /** The finding here, in words; default the difference. */
  readonly ours?: string;
  /** The verdict, and what it rests on. */
  readonly judgement: ClaimJudgement;
  /** How the judged values are written; default `"number"`. */
  readonly format?: NumberFormat;
  /** The unit of a difference: `" settings"`; default none. */
  readonly unit?: string;
  /** The dataset that a claim about MNIST was judged on; default `"mnist"`. */
  readonly dataset?: string;
}

/**
 * A claim beside what was found here and what its verdict rests on, for a report's table of references.
 *
 * @category Experiments
 * @param options The claim, its judgement and the words, see {@linkcode ClaimRowOptions}.
 * @returns The row; on another dataset than MNIST it has no verdict.
 *
 * @example
 * ```ts
 * import { claimRow, judgeClaim } from "@descent/lab";
 * import { summarize } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const judgement = judgeClaim(summarize([0.98]), 0.97);
 * const row = claimRow({ what: "Accuracy", reference: "above 97 %", ours: "98 %", judgement });
 * assertEquals([row.verdict, row.detail], ["cannot say", "one seed, which cannot tell from noise"]);
 * ```
 */
export function claimRow(
  { what, reference, ours, judgement, format = "number", unit = "", dataset = "mnist" }:
    ClaimRowOptions,
): ReferenceRow {
  const { comparison, verdict } = judgement;
  const difference = comparison === null
    ? "–"
    : formatDifference(comparison.difference, comparison.confidence, format) + unit;
  const basis = claimBasis(judgement);
  return {
    what,
    reference,
    ours: ours ?? difference,
    detail: ours === undefined || comparison === null ? basis : `${difference} (${basis})`,
    ...claimVerdict(verdict, dataset),
  };
}

/**
 * A verdict in words and its colour.
 *
 * @category Experiments
 * @param verdict The verdict.
 * @param dataset The dataset that a claim about MNIST was judged on; default `"mnist"`. On another there is no verdict.
 * @returns The words and the tone.
 *
 * @example
 * ```ts
 * import { claimVerdict } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(claimVerdict("open"), { verdict: "cannot say", tone: "muted" });
 * ```
 */
export function claimVerdict(
  verdict: ClaimVerdict,
  dataset = "mnist",
): Pick<ReferenceRow, "verdict" | "tone"> {
  return dataset === "mnist" ? VERDICTS[verdict] : { verdict: "other images", tone: "muted" };
}

const VERDICTS: Readonly<Record<ClaimVerdict, Pick<ReferenceRow, "verdict" | "tone">>> = {
  confirmed: { verdict: "confirmed", tone: "good" },
  refuted: { verdict: "refuted", tone: "bad" },
  open: { verdict: "cannot say", tone: "muted" },
};

/**
 * The basis of a verdict, in words: number of seeds, level of the interval and test.
 *
 * @category Experiments
 * @param judgement The judgement.
 * @returns Such as `"5 seeds, 90 % interval, Welch's t-test"`.
 *
 * @example
 * ```ts
 * import { claimBasis, judgeClaim } from "@descent/lab";
 * import { summarize } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const judgement = judgeClaim(summarize([1, 1.1, 1.2]), 0.5);
 * assertEquals(claimBasis(judgement), "3 seeds, 90\u202f% interval, one-sample t-test");
 * ```
 */
export function claimBasis({ comparison, seeds, level, test }: ClaimJudgement): string {
  if (comparison !== null) {
    return `${seeds} seeds, ${Number((100 * level).toFixed(1))}\u202f% interval, ${test}`;
  }
  if (seeds === 0) return "no trial came to a result";
  if (seeds === 1) return "one seed, which cannot tell from noise";
  return seeds === 2
    ? "two seeds, which cannot tell from noise"
    : `${seeds} seeds, all equal, which says nothing of noise`;
}
