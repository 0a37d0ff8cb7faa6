import type { Parameter, Tensor } from "@descent/core";

/**
 * A tensor for each parameter, of its shape and element type and in its arena: the state of most rules.
 *
 * @category Writing an optimizer
 * @param parameters What an optimizer updates.
 * @param value Initial value of every element; default 0.
 * @returns The tensors by the names of their parameters, as a group of a {@linkcode StateTree}.
 *
 * @example A velocity for each parameter
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { stateLike } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.tensor([2, 3]), gradient = arena.tensor([2, 3]);
 * const velocity = stateLike([{ name: "w", value, gradient, role: "weight", decays: true }]);
 * assertEquals(velocity.w.shape, [2, 3]);
 * ```
 */
export function stateLike(parameters: readonly Parameter[], value = 0): Record<string, Tensor> {
  return Object.fromEntries(parameters.map(({ name, value: { arena, shape, dtype } }) => {
    const tensor: Tensor = arena.tensor(shape, dtype);
    tensor.data.fill(value);
    return [name, tensor];
  }));
}
