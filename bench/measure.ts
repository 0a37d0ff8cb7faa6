/** One thing to time. */
export interface BenchmarkCase {
  /**
   * Calls it again and again.
   *
   * @param milliseconds How long at least.
   * @returns Calls per second.
   */
  rate(milliseconds: number): Promise<number>;
}

/** The rates of one case. */
export interface Measurement<C extends BenchmarkCase = BenchmarkCase> {
  /** The timed work. */
  readonly case: C;
  /** Calls per second in each round; null where the case sat the round out. */
  readonly rates: readonly (number | null)[];
  /** The middle of the rates. */
  readonly median: number;
}

/** A case that could not be timed to the end. */
export interface Failure<C extends BenchmarkCase = BenchmarkCase> {
  /** The timed work. */
  readonly case: C;
  /** The error's message. */
  readonly reason: string;
}

/** The outcome of a measurement. */
export interface Measurements<C extends BenchmarkCase = BenchmarkCase> {
  /** The timed cases, in their order. */
  readonly measured: readonly Measurement<C>[];
  /** The others. */
  readonly failed: readonly Failure<C>[];
}

/** How long to measure. */
export interface MeasureOptions<C extends BenchmarkCase = BenchmarkCase> {
  /** Rounds; every case runs once in each, in turn, so that all see the same noise. Default 9. */
  readonly rounds?: number;
  /** Least milliseconds that a case runs in a round; before, it warms up for five times as long. Default 60. */
  readonly milliseconds?: number;
  /** The clock, in milliseconds; default `performance.now`. */
  readonly now?: () => number;
  /** Hears of the calls per second of each case's warm-up, as they come; default nobody. */
  readonly onWarm?: (one: C, rate: number) => void;
}

/** A case with turns longer than this, in milliseconds, only takes part in the first, middle and last round. */
const slowTurn = 1500;

/**
 * Times cases side by side: after a warm-up, every round runs each case in turn.
 *
 * @param cases What to time; one that fails is left out from then on.
 * @param options Rounds and their length.
 * @returns A measurement or a failure for each case.
 */
export async function measure<C extends BenchmarkCase>(
  cases: readonly C[],
  { rounds = 9, milliseconds = 60, now = () => performance.now(), onWarm }: MeasureOptions<C> = {},
): Promise<Measurements<C>> {
  const failed: Failure<C>[] = [];
  const entries = cases.map((one) => ({
    one,
    rates: [] as (number | null)[],
    turn: 0,
    isSlow: false,
    fails: false,
  }));
  const take = async (entry: typeof entries[number], length: number): Promise<number | null> => {
    const start = now();
    try {
      return await entry.one.rate(length);
    } catch (error) {
      entry.fails = true;
      failed.push({ case: entry.one, reason: error instanceof Error ? error.message : `${error}` });
      return null;
    } finally {
      entry.turn = now() - start;
    }
  };
  for (const entry of entries) {
    const rate = await take(entry, 5 * milliseconds);
    if (rate !== null) onWarm?.(entry.one, rate);
    entry.isSlow = entry.turn > slowTurn && entry.turn > 10 * milliseconds;
    // So long a turn is no warm-up, and too dear to throw away.
    if (entry.isSlow) entry.rates.push(rate);
  }
  const lastRound = rounds - 1, slowRounds = rounds < 5 ? [] : [rounds >> 1, lastRound];
  for (let round = 0; round < rounds; round++) {
    for (const entry of entries) {
      if (entry.fails || entry.rates.length > round) continue;
      const sitsOut = entry.isSlow && !slowRounds.includes(round);
      entry.rates.push(sitsOut ? null : await take(entry, milliseconds));
    }
  }
  return {
    failed,
    measured: entries.filter(({ fails }) => !fails).map(({ one, rates }) => ({
      case: one,
      rates,
      median: median(rates.filter((rate) => rate !== null)),
    })),
  };
}

/**
 * How much faster one case is than another: the median over rounds of their ratio within the round.
 *
 * @param one The case in question.
 * @param other What it is compared with, measured in the same run.
 * @returns More than 1 when `one` is faster; NaN when they share no round.
 */
export function ratio(
  one: Pick<Measurement, "rates">,
  other: Pick<Measurement, "rates">,
): number {
  const ratios = one.rates.flatMap((rate, round) => {
    const its = other.rates[round] ?? null;
    return rate === null || its === null ? [] : [rate / its];
  });
  return median(ratios);
}

/**
 * The middle of some numbers; between the two middle ones when their count is even.
 *
 * @param values The numbers, in any order.
 * @returns The median; NaN of no numbers.
 */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
