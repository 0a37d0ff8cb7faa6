import { randomStream } from "@descent/core";
import type { Fans, Initializer } from "./initializer.ts";

/** Moments of an initializer's values: enough of them that standard deviation and kurtosis are within 2 %. */
export function momentsOf(initializer: Initializer, fans: Fans) {
  const values = new Float64Array(100_000), rounded = new Float32Array(values.length);
  initializer(values, fans, randomStream({ seed: 1 }));
  initializer(rounded, fans, randomStream({ seed: 1 }));
  const mean = (power: number) =>
    values.reduce((sum, value) => sum + value ** power, 0) / values.length;
  return {
    mean: mean(1),
    deviation: Math.sqrt(mean(2)),
    /** 3 for normal numbers, 1.8 for uniform ones. */
    kurtosis: mean(4) / mean(2) ** 2,
    largest: values.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
    singleIsRounded: values.every((value, i) => Math.fround(value) === rounded[i]),
  };
}
