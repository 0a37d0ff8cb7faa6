import { randomStream } from "@descent/core";
import { assertAlmostEquals } from "@std/assert";
import { initialWeights } from "./initial_weights.ts";

Deno.test("initialWeights have the standard deviation of their distribution", () => {
  const deviation = (kind: "he" | "glorot" | "normal") => {
    const values = new Float64Array(20_000);
    const initialize = initialWeights({ initialWeights: kind, weightScale: 0.3 });
    initialize(values, { fanIn: 50, fanOut: 150 }, randomStream({ seed: 1 }));
    return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
  };
  assertAlmostEquals(deviation("he"), Math.sqrt(2 / 50), 3e-3);
  assertAlmostEquals(deviation("glorot"), Math.sqrt(2 / 200), 3e-3);
  assertAlmostEquals(deviation("normal"), 0.3, 5e-3);
});
