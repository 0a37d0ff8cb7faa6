import { formatNumber, type ReferenceRow, type Run, type Section } from "@descent/reports";
import { referenceRow } from "../experiment/reference_row.ts";
import { scoreSummary } from "../experiment/score_summary.ts";
import { EQUIVALENCE } from "./judge_claim.ts";
import type { Claim } from "./judge_claims.ts";
import type { ConvnetRuns } from "./run_convnet.ts";

/** What the reference run reached. */
export const REFERENCE_ACCURACY = 0.985;

/**
 * The reference's figure and claims beside ours.
 *
 * @param runs What came out.
 * @param claims The claims, see `judgeClaims`.
 * @param dataset The dataset's name; the reference's is MNIST.
 * @returns The section.
 */
export function claimsSection(
  { reference, best }: Pick<ConvnetRuns, "reference" | "best">,
  claims: readonly Claim[],
  dataset: string,
): Section {
  const accuracy = (what: string, runs: readonly Run[]) =>
    referenceRow({
      what,
      reference: REFERENCE_ACCURACY,
      ours: scoreSummary(runs, "validationAccuracy", "best"),
      dataset,
    });
  return {
    kind: "reference",
    title: "Beside the reference run",
    source: "Reference run, MNIST",
    rows: [
      accuracy("Validation accuracy, our best setting", best),
      accuracy("Validation accuracy, the reference's setting", reference),
      ...claims.map(({ of, claimed, ours, detail, verdict }): ReferenceRow => ({
        what: `Best: ${of.toLowerCase()}`,
        reference: claimed,
        ours,
        ...(detail !== "" && { detail }),
        ...(dataset === "mnist" ? VERDICTS[verdict] : { verdict: "other images", tone: "muted" }),
      })),
    ],
    note:
      "Validation accuracies are those of the best epoch, which the reference's solver keeps. A value is confirmed when " +
      "it is better than each of the others that were tried, and refuted when any of them is better, by Welch's test " +
      "with probabilities adjusted for their number by Holm and a level of 5\u202f% for all claims together. It is among " +
      "the best when none is better by " +
      `${
        formatNumber(100 * EQUIVALENCE, "number")
      } points and some are as good, by the 95\u202f% intervals of the ` +
      "differences. “Cannot say” where these may be chance.",
  };
}

const VERDICTS: Readonly<Record<Claim["verdict"], Pick<ReferenceRow, "verdict" | "tone">>> = {
  confirmed: { verdict: "confirmed", tone: "good" },
  refuted: { verdict: "refuted", tone: "bad" },
  shared: { verdict: "among the best", tone: "good" },
  open: { verdict: "cannot say", tone: "muted" },
};
