/**
 * Known answers and gradient checks.
 *
 * @module
 */
export * from "./derivations/batch_norm_formulas.ts";
export * from "./golden/check_case.ts";
export * from "./golden/golden_file.ts";
export * from "./golden/golden_kind.ts";
export * from "./golden/golden_summary.ts";
export * from "./golden/kinds/catalogue.ts";
export * from "./gradcheck/catalogue_checks.ts";
export * from "./gradcheck/course_checks.ts";
export * from "./gradcheck/gradcheck_csv.ts";
export * from "./gradcheck/gradcheck_page.ts";
export * from "./gradcheck/gradcheck_table.ts";
export * from "./gradcheck/gradient_check.ts";
export * from "./gradcheck/worst_checks.ts";
