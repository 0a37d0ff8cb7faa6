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

/**
 * By how many bytes the heap grows in a run: the median of five, taken again while it is above the bound, as
 * code that the compiler has not yet optimized boxes more. A collection makes single samples negative.
 */
export function settledGrowth(run: () => void, bound: number): number {
  let growth = Infinity;
  for (let round = 0; round < 200 && growth > bound; round++) {
    const samples = Array.from({ length: 5 }, () => {
      const before = Deno.memoryUsage().heapUsed;
      run();
      return Deno.memoryUsage().heapUsed - before;
    });
    growth = samples.sort((a, b) => a - b)[2];
  }
  return growth;
}
