import type { CurvesSection } from "@descent/reports";

/**
 * The chart of an accuracy over training, from 0 to 100 %.
 *
 * @category Experiments
 * @param split The examples; default the validation ones.
 * @returns The chart of a section of curves.
 *
 * @example
 * ```ts
 * import { accuracyChart } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const { title, column } = accuracyChart("train");
 * assertEquals([title, column], ["Training accuracy", "train/accuracy"]);
 * ```
 */
export function accuracyChart(
  split: "train" | "validation" = "validation",
): CurvesSection["charts"][number] {
  return {
    title: `${split === "train" ? "Training" : "Validation"} accuracy`,
    column: `${split}/accuracy`,
    format: "percent",
    // A line at 100 % is not to lie on the frame.
    limits: [0, 1.02],
  };
}
