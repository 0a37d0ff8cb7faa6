import type { SearchDistribution } from "@descent/optim";

/** The axis on which a search looked at a hyperparameter. */
export interface TunedAxis {
  /** Its title: "learningRate", or "1 − beta1" where a search draws the distance from 1. */
  readonly title: string;
  /** The value on it. */
  readonly of: (value: number) => number;
}

/** The axis of a hyperparameter; the learning rate, which every rule has, brings no distribution of its own. */
export function tunedAxis(name: string, distribution?: SearchDistribution): TunedAxis {
  return distribution !== undefined && "oneMinusLogUniform" in distribution
    // Sums of doubles would end in digits that no one chose.
    ? { title: `1 − ${name}`, of: (value) => Number((1 - value).toPrecision(12)) }
    : { title: name, of: (value) => value };
}
