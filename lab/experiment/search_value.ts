import { type Hyperparameter, type SearchBounds, searchDistribution } from "@descent/optim";

/**
 * The value of a hyperparameter at a place of its search distribution, which its optimizer's table brings.
 *
 * @category Search
 * @param row The hyperparameter's entry in the optimizer's table.
 * @param place From 0 to 1: a quantile of the distribution; of one over distances from 1, of the distances.
 * @returns The value, inside the table's range; of what is drawn, the value or its distance from 1, four significant digits, and
 * whole where only whole numbers are accepted.
 *
 * @example The middle of Adam's second decay rate
 * ```ts
 * import { searchValue } from "@descent/lab";
 * import { adam } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(searchValue(adam.hyperparameters.beta2, 0.5), 0.98268);
 * ```
 *
 * D. Choi et al., "On empirical comparisons of optimizers for deep learning", arXiv 1910.05446 (2019).
 */
export function searchValue(row: Hyperparameter, place: number): number {
  const [minimum, maximum] = row.range;
  const value = Math.min(maximum, Math.max(minimum, drawn()));
  return row.whole ? Math.round(value) : value;

  function drawn(): number {
    const search = searchDistribution(row);
    if ("choice" in search) {
      const { choice } = search;
      return choice[Math.min(choice.length - 1, Math.floor(place * choice.length))];
    }
    if ("uniform" in search) {
      const [lowest, highest] = search.uniform;
      return short(lowest + (highest - lowest) * place);
    }
    if ("oneMinusLogUniform" in search) {
      return Number((1 - short(between(search.oneMinusLogUniform, place))).toPrecision(12));
    }
    const { logUniform, zero = 0 } = search;
    return place < zero ? 0 : short(between(logUniform, (place - zero) / (1 - zero)));
  }
}

/** Log-uniform. */
function between([lowest, highest]: SearchBounds, place: number): number {
  return lowest * (highest / lowest) ** place;
}

function short(value: number): number {
  return Number(value.toPrecision(4));
}
