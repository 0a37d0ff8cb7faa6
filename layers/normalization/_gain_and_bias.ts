import type { Parameter, Shape } from "@descent/core";
import { createParameter } from "../initializers/create_parameter.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { BuildContext } from "../layer.ts";

/** Trained parameters of a normalization. */
export interface GainAndBias {
  readonly gain: Parameter;
  readonly bias: Parameter;
  /** Both, in this order. */
  readonly parameters: readonly Parameter[];
}

/** Allocates gain and bias of a normalization; neither decays. */
export function createGainAndBias(
  context: BuildContext,
  shape: Shape,
  gain: Initializer,
  bias: Initializer,
): GainAndBias {
  const gainParameter = createParameter(context, {
    name: "gain",
    shape,
    role: "gain",
    initializer: gain,
  });
  const biasParameter = createParameter(context, {
    name: "bias",
    shape,
    role: "bias",
    initializer: bias,
  });
  return {
    gain: gainParameter,
    bias: biasParameter,
    parameters: [gainParameter, biasParameter],
  };
}
