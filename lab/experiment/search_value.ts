import type { Hyperparameter } from "@descent/optim";

/** Averages over few steps, whose decay rate is tried from 0.5 to 0.99. */
const SHORT_AVERAGES = ["beta1", "momentum", "mu"];

/**
 * The value of a hyperparameter at a place of its search distribution, which is the same for all optimizers and problems:
 * decay rates are log-uniform in their distance from 1 (that of a momentum from 0.01 to 0.5, that of other averages from
 * 0.001 to 0.3), epsilon is log-uniform from 1e-10 to 1e-3, weight decay is 0 in one of four cases and else log-uniform
 * from 1e-4 to 1, whatever else has a log scale is within a factor of 100 of its default, and the rest is uniform over
 * its range.
 *
 * @param name The hyperparameter's name.
 * @param row Its entry in the optimizer's table.
 * @param place From 0 to 1: a quantile of the distribution.
 * @returns The value, inside the table's range, with four significant digits.
 *
 * @example The middle of Adam's second decay rate
 * ```ts
 * import { searchValue } from "@descent/lab";
 * import { adam } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(searchValue("beta2", adam.hyperparameters.beta2, 0.5), 0.98268);
 * ```
 *
 * D. Choi et al., "On empirical comparisons of optimizers for deep learning", arXiv 1910.05446 (2019).
 */
export function searchValue(name: string, row: Hyperparameter, place: number): number {
  const { default: standard, range: [minimum, maximum], scale } = row;
  const value = drawn();
  return Math.min(maximum, Math.max(minimum, value));

  function drawn(): number {
    if (name === "weightDecay") {
      return place < 0.25 ? 0 : short(between(1e-4, 1, (place - 0.25) / 0.75));
    }
    if (name === "epsilon") return short(between(1e-10, 1e-3, place));
    if (scale === "log") return short(between(standard / 100, standard * 100, place));
    if (minimum === 0 && maximum <= 1 && standard >= 0.5) {
      const [nearest, farthest] = SHORT_AVERAGES.includes(name) ? [0.01, 0.5] : [0.001, 0.3];
      return Number((1 - short(between(nearest, farthest, place))).toPrecision(12));
    }
    return short(minimum + (Math.min(maximum, Math.max(1, 2 * standard)) - minimum) * place);
  }
}

/** Log-uniform. */
function between(lowest: number, highest: number, place: number): number {
  return lowest * (highest / lowest) ** place;
}

function short(value: number): number {
  return Number(value.toPrecision(4));
}
