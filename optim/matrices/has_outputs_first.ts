import type { Parameter } from "@descent/core";

/**
 * Whether the first axis of a parameter's value is that of its layer's outputs; else it is the last one.
 *
 * @category Writing an optimizer
 * @param parameter The parameter, of two or more axes.
 * @returns What its `outputAxis` says, or the usual: last with two axes, first with more.
 *
 * @example An affine layer's weight is [inputs, outputs]
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { hasOutputsFirst } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.tensor([5, 3]), gradient = arena.tensor([5, 3]);
 * const weight = { name: "w", value, gradient, role: "weight", decays: true } as const;
 * assertEquals(hasOutputsFirst(weight), false);
 * ```
 */
export function hasOutputsFirst({ value, outputAxis }: Parameter): boolean {
  return (outputAxis ?? (value.shape.length === 2 ? "last" : "first")) === "first";
}
