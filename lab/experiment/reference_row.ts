import {
  formatDistance,
  formatNumber,
  formatSummary,
  type ReferenceRow,
  type Summary,
} from "@descent/reports";
import { claimBasis } from "./claim_row.ts";
import { judgeClaim } from "./judge_claim.ts";

/**
 * Options of {@linkcode referenceRow}.
 *
 * @category Experiments
 */
export interface ReferenceRowOptions {
  /** Name of the accuracy: `"Validation accuracy"`. */
  readonly what: string;
  /** The accuracy that the reference reached, from 0 to 1. */
  readonly reference: number;
  /** The accuracy that was reached here; `null` when nothing was. */
  readonly ours: Summary | null;
  /** The dataset that it was reached on; the reference's is MNIST. */
  readonly dataset: string;
}

/**
 * An accuracy of the reference run on MNIST beside the one here, for a report's table of references. It is reached, or
 * missed, where the seeds show so by more than the noise, see {@linkcode judgeClaim}.
 *
 * @category Experiments
 * @param options Both accuracies and the dataset of ours, see {@linkcode ReferenceRowOptions}.
 * @returns The row; on another dataset than MNIST it has no verdict.
 *
 * @example
 * ```ts
 * import { referenceRow } from "@descent/lab";
 * import { summarize } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const ours = summarize([0.979, 0.98, 0.981]);
 * const row = { what: "Validation accuracy", reference: 0.963, ours };
 * assertEquals(referenceRow({ ...row, dataset: "mnist" }).verdict, "reached");
 * assertEquals(referenceRow({ ...row, dataset: "digits" }).tone, "muted");
 * ```
 */
export function referenceRow(
  { what, reference, ours, dataset }: ReferenceRowOptions,
): ReferenceRow {
  return {
    what,
    reference: formatNumber(reference, "percent"),
    ours: ours === null ? "–" : formatSummary(ours, "percent"),
    ...(ours !== null && { detail: claimBasis(judgeClaim(ours, reference)) }),
    ...verdict(reference, ours, dataset),
  };
}

function verdict(
  reference: number,
  ours: Summary | null,
  dataset: string,
): Pick<ReferenceRow, "verdict" | "tone"> {
  if (dataset !== "mnist") return { verdict: "other images", tone: "muted" };
  if (ours === null) return { verdict: "no trial was completed", tone: "bad" };
  switch (judgeClaim(ours, reference).verdict) {
    case "confirmed":
      return { verdict: "reached", tone: "good" };
    case "refuted":
      return {
        verdict: `${formatDistance(reference - ours.mean, null, "percent")} below`,
        tone: "bad",
      };
    case "open":
      return { verdict: "cannot say", tone: "muted" };
  }
}
