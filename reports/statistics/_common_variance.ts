import { chiSquareTail } from "./chi_square.ts";
import type { Summary } from "./summarize.ts";

/** Groups whose variances would differ so much by chance in less than one of a hundred cases are not pooled. */
const VARIANCES_DIFFER = 0.01;

/** The variance of one value, as several groups together tell it. */
export interface CommonVariance {
  /** The pooled variance. */
  readonly variance: number;
  /** Its degrees of freedom. */
  readonly degreesOfFreedom: number;
  /** Whether the groups' own variances differ too much to be pooled, by Bartlett's test. */
  readonly differ: boolean;
}

/** Pools the variances of groups; `null` when no group varies. */
export function commonVariance(groups: readonly Summary[]): CommonVariance | null {
  const known = groups.flatMap(({ count, standardDeviation }) =>
    standardDeviation === null ? [] : [{ freedom: count - 1, variance: standardDeviation ** 2 }]
  );
  const { freedom, variance } = pooled(known);
  if (!(variance > 0)) return null;
  // Equal values by chance, or a seed that changes nothing, would look like certainty.
  const varying = known.filter(({ variance }) => variance > 0);
  return { variance, degreesOfFreedom: freedom, differ: bartlett(varying) < VARIANCES_DIFFER };
}

interface Spread {
  readonly freedom: number;
  readonly variance: number;
}

function pooled(spreads: readonly Spread[]): Spread {
  const freedom = spreads.reduce((sum, { freedom }) => sum + freedom, 0);
  const squares = spreads.reduce((sum, { freedom, variance }) => sum + freedom * variance, 0);
  return { freedom, variance: squares / freedom };
}

/** M. S. Bartlett, "Properties of sufficiency and statistical tests", Proceedings of the Royal Society A 160 (1937). */
function bartlett(spreads: readonly Spread[]): number {
  if (spreads.length < 2) return 1;
  const { freedom, variance } = pooled(spreads);
  const logs = spreads.reduce((sum, each) => sum + each.freedom * Math.log(each.variance), 0);
  const inverse = spreads.reduce((sum, each) => sum + 1 / each.freedom, 0);
  const correction = 1 + (inverse - 1 / freedom) / (3 * (spreads.length - 1));
  const statistic = (freedom * Math.log(variance) - logs) / correction;
  return chiSquareTail(Math.max(0, statistic), spreads.length - 1);
}
