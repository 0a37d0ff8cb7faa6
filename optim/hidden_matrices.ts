import type { Parameter } from "@descent/core";

/**
 * The matrices between the hidden layers of a network: weights with two or more axes, without the first layer's, embeddings
 * and the output layer's.
 *
 * The first layer is the first weight of the list, unless an embedding comes before it.
 *
 * @category Wrappers
 * @param parameters The parameters in the order of their layers.
 * @returns Those that methods such as Muon are made for.
 *
 * @example Of three layers, the middle one
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { hiddenMatrices } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const parameters = (["weight", "weight", "output"] as const).map((role, layer) => ({
 *   name: `layer${layer}.weight`,
 *   value: arena.tensor([4, 4]),
 *   gradient: arena.tensor([4, 4]),
 *   role,
 *   decays: true,
 * }));
 * assertEquals(hiddenMatrices(parameters).map(({ name }) => name), ["layer1.weight"]);
 * ```
 */
export function hiddenMatrices(parameters: readonly Parameter[]): Parameter[] {
  const tables = parameters.filter(({ role, value }) =>
    role === "embedding" || (role === "weight" && value.shape.length >= 2)
  );
  const inputs = tables[0]?.role === "weight" ? tables[0] : undefined;
  return tables.filter((each) => each.role === "weight" && each !== inputs);
}
