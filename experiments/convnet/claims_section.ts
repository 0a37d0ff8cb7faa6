import type { ReferenceRow, Run, Section } from "@descent/reports";
import { referenceRow } from "../experiment/reference_row.ts";
import { scoreSummary } from "../experiment/score_summary.ts";
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
      ours: scoreSummary(runs, "validationAccuracy"),
      dataset,
    });
  return {
    kind: "reference",
    title: "Beside the reference run",
    source: "Reference run, MNIST",
    rows: [
      accuracy("Validation accuracy, our best setting", best),
      accuracy("Validation accuracy, the reference's setting", reference),
      ...claims.map(({ of, claimed, ours, verdict }): ReferenceRow => ({
        what: `Best: ${of.toLowerCase()}`,
        reference: claimed,
        ours,
        ...(dataset === "mnist" ? VERDICTS[verdict] : { verdict: "other images", tone: "muted" }),
      })),
    ],
    note:
      "A value is confirmed when it is better than each of the others that were tried, and refuted when any of " +
      "them is better, by Welch's test with probabilities adjusted for their number by Holm. “Cannot say” where the " +
      "differences may be chance.",
  };
}

const VERDICTS: Readonly<Record<Claim["verdict"], Pick<ReferenceRow, "verdict" | "tone">>> = {
  confirmed: { verdict: "confirmed", tone: "good" },
  refuted: { verdict: "refuted", tone: "bad" },
  open: { verdict: "cannot say", tone: "muted" },
};
