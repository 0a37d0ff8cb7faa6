/**
 * A moment at which runs arrived at the target.
 *
 * @category Statistics
 */
export interface Arrival {
  /** When. */
  readonly time: number;
  /** Runs that had neither arrived nor ended before. */
  readonly atRisk: number;
  /** Runs that arrived now. */
  readonly events: number;
  /** The estimated share that has not arrived yet. */
  readonly survival: number;
  /** Greenwood's variance of that share. */
  readonly variance: number;
}

/**
 * The share of runs that have arrived at a target over time, and when half of them have.
 *
 * @category Statistics
 */
export interface ArrivalCurve {
  /** The moments of arrivals, in rising order. */
  readonly arrivals: readonly Arrival[];
  /** The first time at which at most a half is still on its way; Infinity where there is none. */
  readonly median: number;
}

/**
 * The Kaplan-Meier estimate of how many runs have arrived at a target over time, in which runs that ended without
 * arriving count for as long as they ran.
 *
 * @category Statistics
 * @param runs Each run's time, and whether it arrived then or ended without.
 * @returns The curve.
 *
 * @example Of two runs one arrived
 * ```ts
 * import { arrivalCurve } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const { median, arrivals } = arrivalCurve([{ time: 3, arrived: true }, { time: 5, arrived: false }]);
 * assertEquals([median, arrivals[0].survival], [3, 0.5]);
 * ```
 *
 * E. L. Kaplan, P. Meier, "Nonparametric estimation from incomplete observations", Journal of the American Statistical
 * Association 53 (1958).
 */
export function arrivalCurve(
  runs: readonly { readonly time: number; readonly arrived: boolean }[],
): ArrivalCurve {
  const times = [...new Set(runs.filter(({ arrived }) => arrived).map(({ time }) => time))]
    .sort((a, b) => a - b);
  let survival = 1;
  let hazard = 0;
  const arrivals = times.map((time): Arrival => {
    const atRisk = runs.filter((run) => run.time >= time).length;
    const events = runs.filter((run) => run.arrived && run.time === time).length;
    survival *= 1 - events / atRisk;
    hazard += events / (atRisk * (atRisk - events));
    return {
      time,
      atRisk,
      events,
      survival,
      variance: survival === 0 ? 0 : survival ** 2 * hazard,
    };
  });
  return { arrivals, median: arrivals.find(({ survival }) => survival <= 0.5)?.time ?? Infinity };
}
