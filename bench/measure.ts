/** One thing to time. */
export interface BenchmarkCase {
  /** Heading that it stands under, such as `Matrix product`. */
  readonly group: string;
  /** What runs, such as `512 x 512 x 512`. */
  readonly name: string;
  /** Unit of the rate, such as `GFLOP/s` or `images/s`. */
  readonly unit: string;
  /** How many units one call does, so that the rate is `work * calls / seconds`. */
  readonly work: number;
  /** One call; a promise is awaited. */
  run(): void | Promise<void>;
}

/** The rates of one case, one per round. */
export interface Measurement {
  /** The case that was timed. */
  readonly case: BenchmarkCase;
  /** Rate in each round, in the case's unit. */
  readonly rates: readonly number[];
  /** The middle of the rates. */
  readonly median: number;
}

/** How long to measure. */
export interface MeasureOptions {
  /** Rounds; every case runs once in each, in turn, so that all see the same noise. Default 9. */
  readonly rounds?: number;
  /** Least milliseconds that a case runs in a round; default 60. */
  readonly milliseconds?: number;
  /** The clock, in milliseconds; default `performance.now`. */
  readonly now?: () => number;
}

/**
 * Times cases side by side: after a warm-up, every round runs each case in turn.
 *
 * @param cases What to time.
 * @param options Rounds and their length.
 * @returns One measurement per case, in their order.
 */
export async function measure(
  cases: readonly BenchmarkCase[],
  { rounds = 9, milliseconds = 60, now = () => performance.now() }: MeasureOptions = {},
): Promise<Measurement[]> {
  const rates: number[][] = cases.map(() => []);
  for (const one of cases) await rate(one, milliseconds, now);
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < cases.length; i++) {
      rates[i].push(await rate(cases[i], milliseconds, now));
    }
  }
  return cases.map((one, i) => ({
    case: one,
    rates: rates[i],
    median: median(rates[i]),
  }));
}

/**
 * How much faster one case is than another: the median over rounds of their ratio within the round.
 *
 * @param one The case in question.
 * @param other What it is compared with, measured in the same run.
 * @returns More than 1 when `one` is faster.
 */
export function ratio(one: Measurement, other: Measurement): number {
  return median(one.rates.map((value, round) => value / other.rates[round]));
}

/**
 * The middle of some numbers; between the two middle ones when their count is even.
 *
 * @param values At least one number.
 * @returns The median.
 */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

async function rate(
  one: BenchmarkCase,
  milliseconds: number,
  now: () => number,
): Promise<number> {
  const start = now();
  let calls = 0, elapsed = 0;
  do {
    const pending = one.run();
    if (pending !== undefined) await pending;
    calls++;
    elapsed = now() - start;
  } while (elapsed < milliseconds);
  return one.work * calls * 1000 / elapsed;
}
