import type { OptimizerPlugin } from "@descent/optim";

/**
 * The best learning rates of earlier searches, by rule and problem.
 *
 * @category Protocol
 */
export type RatePriors = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Fewer problems than this say less than the rule's author did by its default. */
const FEWEST_PROBLEMS = 3;

/**
 * The middle of a search's learning rates, and where it comes from.
 *
 * @category Protocol
 */
export interface PriorRate {
  /** The rate. */
  readonly rate: number;
  /** How many problems it is the median of; 0 where it is the rule's default. */
  readonly problems: number;
}

/**
 * The middle of the learning rates that a rule is searched over on a problem: the median, on a log scale, of the rates
 * that were best on the other problems. The problem itself is left out, so that nothing of it is looked up.
 *
 * @category Protocol
 * @param plugin The rule.
 * @param problem The problem's name.
 * @param priors The best rates of earlier searches.
 * @returns The rate; the rule's default where fewer than three other problems are known.
 *
 * @example The problem's own rate has no say
 * ```ts
 * import { priorRate } from "@descent/board";
 * import { adam } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const priors = { adam: { a: 0.01, b: 0.1, c: 1, d: 1000 } };
 * assertEquals(priorRate(adam, "d", priors), { rate: 0.1, problems: 3 });
 * assertEquals(priorRate(adam, "d", {}), { rate: 0.001, problems: 0 });
 * ```
 */
export function priorRate(
  { name, hyperparameters: { learningRate } }: OptimizerPlugin,
  problem: string,
  priors: RatePriors,
): PriorRate {
  const others = Object.entries(priors[name] ?? {}).filter(([each]) => each !== problem);
  if (others.length < FEWEST_PROBLEMS) return { rate: learningRate.default, problems: 0 };
  const logs = others.map(([, rate]) => Math.log10(rate)).sort((a, b) => a - b);
  const middle = (logs.length - 1) / 2;
  const median = (logs[Math.floor(middle)] + logs[Math.ceil(middle)]) / 2;
  const [minimum, maximum] = learningRate.range;
  const rate = Number((10 ** median).toPrecision(3));
  return { rate: Math.min(maximum, Math.max(minimum, rate)), problems: others.length };
}
