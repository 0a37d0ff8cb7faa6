import type { Expression } from "@descent/core";

/**
 * `√v` for a second moment, and NaN where v has overflowed: divided by infinity, every step would be 0, and an optimizer
 * that stands still looks like one that has converged.
 */
export function rootOf(v: Expression): Expression {
  return v.sqrt().add(v.sub(v));
}
