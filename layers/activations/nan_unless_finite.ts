import type { Expression } from "@descent/core";

/**
 * 0, or NaN where x is NaN or infinite: added to what would saturate there, and hide that a network diverged.
 *
 * @category Writing a layer
 * @param x An operand of a formula.
 * @returns `x − x`.
 *
 * @example A logistic function of infinity is NaN, not 1
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, nanUnlessFinite, pointwiseLayer } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const logistic = pointwiseLayer({
 *   kind: "logistic",
 *   value: ({ x }) => x.sigmoid().add(nanUnlessFinite(x)),
 *   slope: ({ x }) => x.sigmoid().mul(x.neg().sigmoid()),
 * });
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(logistic(), [1, 2], { arena });
 * assertEquals([...built.forward(arena.from([0, Infinity], [1, 2]), "eval").data], [0.5, NaN]);
 * ```
 */
export function nanUnlessFinite(x: Expression): Expression {
  return x.sub(x);
}
