import type { Hyperparameter, SearchDistribution } from "./optimizer_plugin.ts";

/**
 * The distribution that a search draws a hyperparameter from: its own, or what its row suggests. On a log scale that is
 * log-uniform within a factor of 100 of the default. A linear one in the range from 0 to at most 1 with a default from
 * 0.5 to 1 is taken for a decay rate: its distance from 1 is log-uniform within a factor of 10 of the default's, to 0.5
 * at most. Whatever else is linear is uniform from its minimum to twice the default, or to 1 where that is more.
 *
 * @category Hyperparameters
 * @param row The hyperparameter's entry in the optimizer's table.
 * @returns The distribution; one that the row suggests may go beyond its range.
 *
 * @example Of Adam's first decay rate, and of a row without one
 * ```ts
 * import { adam, searchDistribution } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const { beta1 } = adam.hyperparameters;
 * assertEquals(searchDistribution(beta1), { oneMinusLogUniform: [0.01, 0.5] });
 * const factor = { default: 2, range: [1, 100], scale: "linear", doc: "A factor." } as const;
 * assertEquals(searchDistribution(factor), { uniform: [1, 4] });
 * ```
 */
export function searchDistribution(
  { default: standard, range: [minimum, maximum], scale, search }: Hyperparameter,
): SearchDistribution {
  if (search !== undefined) return search;
  if (scale === "log") return { logUniform: [standard / 100, standard * 100] };
  if (minimum === 0 && maximum <= 1 && standard >= 0.5 && standard < 1) {
    const distance = Number((1 - standard).toPrecision(12));
    return { oneMinusLogUniform: [distance / 10, Math.min(0.5, distance * 10)] };
  }
  return { uniform: [minimum, Math.min(maximum, Math.max(1, 2 * standard))] };
}
