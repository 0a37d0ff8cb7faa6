import type { PointwiseRule, Tensor } from "@descent/core";
import { selectParameters } from "./_select_parameters.ts";
import type { ParameterSelection, Penalty } from "./penalty.ts";

/** A penalty `strength · factor · Σ size(w)`, whose gradient is a rule of weight, gradient and strength. */
export interface NormPenaltyOptions {
  /** Name of the penalty: `L2`. */
  readonly title: string;
  readonly kind: string;
  readonly strength: number;
  readonly parameters: ParameterSelection;
  /** The size of a tensor's values. */
  readonly size: (weight: Tensor) => number;
  readonly factor: number;
  /** Adds the gradient. */
  readonly rule: PointwiseRule<"weight" | "gradient", "strength">;
}

/** A penalty on a norm of the selected parameters. */
export function normPenalty(
  { title, kind, strength, parameters, size, factor, rule }: NormPenaltyOptions,
): Penalty {
  if (!(Number.isFinite(strength) && strength >= 0)) {
    throw new RangeError(
      `${title} penalty: expected a finite strength of at least 0, got ${strength}; try 1e-4`,
    );
  }
  return {
    kind,
    build: (all) => {
      const selected = selectParameters(title, all, parameters);
      const weights = selected.map(({ value }) => value);
      const pass = rule.bindAll(
        selected.map(({ value, gradient }) => ({ weight: value, gradient })),
      );
      if (weights.length > 0) pass.scalars[0] = strength;
      return {
        addGradients(): number {
          let total = 0;
          for (let i = 0; i < weights.length; i++) total += size(weights[i]);
          pass.run();
          return factor * strength * total;
        },
      };
    },
  };
}
