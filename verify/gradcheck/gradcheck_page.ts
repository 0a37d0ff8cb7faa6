import type { Cell, Page, TableSection } from "@descent/reports";
import type { GradientCheck } from "./gradient_check.ts";
import { passesCheck, type WorstCheck, worstChecks } from "./worst_checks.ts";

/**
 * The report of gradient checks: what passed, and for each tensor the largest error beside its bound.
 *
 * @category Gradient checks
 * @param checks All checks.
 * @returns The page, as data.
 *
 * @example Nothing failed
 * ```ts
 * import { gradcheckPage } from "@descent/verify";
 * import { assertEquals } from "@std/assert";
 *
 * const check = {
 *   group: "layer",
 *   title: "affine",
 *   input: [3, 7],
 *   mode: "train",
 *   error: 2e-12,
 *   bound: 5e-10,
 *   printed: undefined,
 * } as const;
 * const checks = ["input", "affine1.weight"].map((tensor) => ({ ...check, tensor }));
 * const { headline } = gradcheckPage(checks);
 * assertEquals(headline, "All 2 checks of 2 gradients agree with central differences.");
 * ```
 */
export function gradcheckPage(checks: readonly GradientCheck[]): Page {
  const worst = worstChecks(checks), failed = checks.filter((check) => !passesCheck(check));
  const ofCatalogue = worst.filter(({ group }) => group !== "course");
  const ofCourse = worst.filter(({ group }) => group === "course");
  const titles = (groups: readonly WorstCheck[]) => new Set(groups.map(({ title }) => title)).size;
  const sections = [
    ofCatalogue.length > 0 && catalogueSection(ofCatalogue),
    ofCourse.length > 0 && courseSection(ofCourse),
  ];
  return {
    kicker: "Gradient checks",
    title: "Is every gradient right?",
    question:
      "Do the gradients of the backward pass agree with central differences of the forward pass?",
    headline: failed.length === 0
      ? `All ${checks.length} checks of ${worst.length} gradients agree with central differences.`
      : `${failed.length} of ${checks.length} checks disagree with central differences.`,
    facts: [
      { term: "Layers, losses and penalties", value: String(titles(ofCatalogue)) },
      { term: "Checks of the course", value: String(titles(ofCourse)) },
      { term: "Floating-point type", value: "float64, in the kernels that train in float32" },
      { term: "Step h of the central differences", value: "1e-5" },
    ],
    sections: sections.filter((section) => section !== false),
  };
}

function catalogueSection(rows: readonly WorstCheck[]): TableSection {
  return {
    kind: "table",
    title: "Layers, losses and penalties",
    text:
      "For each tensor the largest relative error `max |a - n| / max(1e-8, |a| + |n|)` over odd " +
      "and even shapes, in training and in evaluation; `a` is the analytic gradient of the backward " +
      "pass, `n` the central difference, both in float64.",
    note: "`gradchecks.csv` has a row for each shape and mode.",
    columns: [
      { title: "Layer" },
      { title: "Tensor" },
      { title: "Largest error" },
      { title: "Bound" },
      { title: "Checks", format: "count" },
    ],
    rows: rows.map((row) => [row.title, row.tensor, errorCell(row), boundCell(row), row.count]),
  };
}

function courseSection(rows: readonly WorstCheck[]): TableSection {
  return {
    kind: "table",
    title: "The course's checks on its own numbers",
    text:
      "The gradient checks of CS231n, assignment 2, beside the errors that its notebooks print.",
    note:
      "A central difference leaves nothing but rounding noise in most of these layers, so most " +
      "errors depend on the order of additions: only those of relu, max pooling and dropout must be " +
      "met exactly.",
    columns: [
      { title: "Check" },
      { title: "Tensor" },
      { title: "Error" },
      { title: "Bound" },
      { title: "The course printed" },
    ],
    rows: rows.map((row) => [
      row.title,
      row.tensor,
      errorCell(row),
      boundCell(row),
      row.printed === undefined ? null : { value: row.printed, text: digits(row.printed) },
    ]),
  };
}

function errorCell(check: WorstCheck): Cell {
  return {
    value: check.error,
    text: digits(check.error),
    tone: passesCheck(check) ? "good" : "bad",
  };
}

function boundCell({ bound }: WorstCheck): Cell {
  return { value: bound, text: bound.toExponential() };
}

/** Four significant digits, as many as show whether two errors are the same. */
function digits(value: number): string {
  return value === 0 ? "0" : value.toExponential(3);
}
