import type { Arena, DType, Parameter } from "@descent/core";
import type { StepContext } from "./optimizer_plugin.ts";

/** A parameter of one axis with given values and gradient. */
export function makeParameter(
  arena: Arena,
  { name = "w", values, gradient, dtype = "f64", decays = true }: {
    name?: string;
    values: readonly number[];
    gradient: readonly number[];
    dtype?: DType;
    decays?: boolean;
  },
): Parameter {
  return {
    name,
    value: arena.from(values, [values.length], dtype),
    gradient: arena.from(gradient, [gradient.length], dtype),
    role: decays ? "weight" : "bias",
    decays,
  };
}

/** The context of the first step at learning rate 1, when nothing else is said. */
export function stepContext(context: Partial<StepContext> = {}): StepContext {
  return { step: 1, learningRate: 1, ...context };
}
