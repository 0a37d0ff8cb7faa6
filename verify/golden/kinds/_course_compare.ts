import type { CaseReader, Criterion, GoldenComparison } from "@descent/core/testing";

/** The course's bound for gradients, in each tolerance's entry `gradient`: relative to each number and to the largest. */
export function gradientCriterion(reader: CaseReader): Criterion {
  const { rtol, atol_over_array_max: atolOfLargest } = reader.toleranceGroup("gradient");
  return { kind: "close", rtol, atol: 0, atolOfLargest };
}

/** An answer beside the published digits and beside the same recomputed in full. */
export function comparePublished(
  reader: CaseReader,
  got: ArrayLike<number>,
  published: string,
  most: number,
  full: string,
  fullCriterion: Criterion,
): GoldenComparison[] {
  return [
    {
      what: published,
      got,
      want: reader.expectedArray(published).data,
      criterion: { kind: "relative", most },
    },
    { what: full, got, want: reader.expectedArray(full).data, criterion: fullCriterion },
  ];
}

/** Figures that tell how the course's numbers came about, and need no answer. */
export function skipProvenance(reader: CaseReader): void {
  reader.skip(
    "difference_printed",
    "difference_recomputed",
    "relative_error_printed",
    "relative_error_recomputed",
    "relative_error_variants",
    "recomputed_order",
    "worst_element",
  );
}
