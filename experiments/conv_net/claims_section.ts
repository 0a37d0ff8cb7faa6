import { claimVerdict, referenceRow, scoreSummary } from "@descent/lab";
import {
  formatSummary,
  type ReferenceRow,
  type Run,
  type Section,
  summarize,
  type Summary,
} from "@descent/reports";
import { bestUpTo } from "./best_up_to.ts";
import { CLAIMED_EPOCHS, COMPARISONS } from "./claims.ts";
import type { Claim } from "./judge_claims.ts";
import type { ConvNetRuns } from "./run_conv_net.ts";

/** Validation accuracy of the reference run. */
export const REFERENCE_ACCURACY = 0.985;

/** The accuracy that the reference's solver would have kept; of a trial that diverged that of its untrained model. */
function reached(run: Run): number {
  const { status, results } = run.record;
  return status === "completed"
    ? bestUpTo(run, CLAIMED_EPOCHS)
    : results.initial["validation/accuracy"] ?? 0;
}

/** The reference's figure and claims beside ours. */
export function claimsSection(
  { reference, best }: Pick<ConvNetRuns, "reference" | "best">,
  { claims, dataset }: { readonly claims: readonly Claim[]; readonly dataset: string },
): Section {
  const accuracy = (what: string, ours: Summary | null) =>
    referenceRow({ what, reference: REFERENCE_ACCURACY, ours, dataset });
  const last = scoreSummary(best, "validation/accuracy");
  return {
    kind: "reference",
    title: "Beside the reference run",
    terminal: true,
    source: "Reference run, MNIST",
    rows: [
      {
        ...accuracy(
          "Validation accuracy, our best setting",
          scoreSummary(best, "validation/accuracy", "best"),
        ),
        ...(last && {
          detail: `${formatSummary(last, "percent")} at the last epoch`,
        }),
      },
      accuracy(
        "Validation accuracy, the reference's setting",
        summarize(reference.map(reached)),
      ),
      ...claims.map(({ what, claimed, ours, detail, verdict }): ReferenceRow => ({
        what: `Best: ${what.toLowerCase()}`,
        reference: claimed,
        ours,
        ...(detail !== "" && { detail }),
        ...claimVerdict(verdict, dataset),
      })),
    ],
    note:
      "Accuracies are those of the best epoch, which the reference's solver keeps; of the reference's setting, of the " +
      `first ${CLAIMED_EPOCHS}. Each claimed value is judged beside its strongest rival, of the other values the one with the ` +
      "highest mean in the sweeps, by other seeds and with the same budget; the number of epochs beside longer training. " +
      "It is confirmed when the rival is not better by half a point, and refuted when the rival is better, by as much " +
      `perhaps. The intervals are so wide that the chance of any wrong verdict in all ${COMPARISONS} comparisons is at ` +
      "most 5\u202f%, where differences spread normally; what epochs gain, often nothing, hardly does. Nothing is said with " +
      "fewer than three seeds, or where a trial diverged.",
  };
}
