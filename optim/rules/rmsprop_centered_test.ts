import { createEngine } from "@descent/core";
import { assertLess } from "@std/assert";
import { assertFollowsTorch } from "../_golden.ts";
import { makeParameter, stepContext } from "../_testing.ts";
import { createOptimizer } from "../create_optimizer.ts";
import { rmspropCentered } from "./rmsprop_centered.ts";

Deno.test("rmspropCentered: follows PyTorch's centered RMSprop, without and with momentum", () => {
  const hyperparameters = { alpha: 0.99, momentum: 0, epsilon: 1e-8 };
  assertFollowsTorch(rmspropCentered, "rmsprop_centered", hyperparameters);
  const withMomentum = { ...hyperparameters, momentum: 0.9 };
  assertFollowsTorch(rmspropCentered, "rmsprop_centered_momentum", withMomentum);
});

/** The path of centred RMSProp with learning rate 1 in plain f64 arithmetic, with the variance as a sum of deviations. */
function plainPath(gradients: readonly number[], alpha: number, epsilon: number): number[] {
  let w = 0;
  return gradients.map((g, t) => {
    // Weights of the gradients so far, and of the zero that the averages start from.
    const weights = gradients.slice(0, t + 1).map((_, i) => (1 - alpha) * alpha ** (t - i));
    const mean = weights.reduce((sum, weight, i) => sum + weight * gradients[i], 0);
    const spread = weights.reduce((sum, weight, i) => sum + weight * (gradients[i] - mean) ** 2, 0);
    const variance = spread + alpha ** (t + 1) * mean ** 2;
    return w -= g / (Math.sqrt(variance) + epsilon);
  });
}

Deno.test("rmspropCentered: f32 keeps the digits of a variance far below the square of the mean", () => {
  using engine = createEngine();
  const alpha = 0.5, epsilon = 1e-8;
  for (const size of [1, 1e4, 1e-4]) {
    for (const change of [0, 1e-3, 1e-5]) {
      using arena = engine.arena();
      const gradients = Array.from(
        { length: 20 },
        (_, i) => Math.fround(size * (1 + change * Math.sin(i))),
      );
      const parameter = makeParameter(arena, { values: [0], gradient: [0], dtype: "f32" });
      const optimizer = createOptimizer({
        plugin: rmspropCentered,
        parameters: [parameter],
        hyperparameters: { alpha, epsilon },
      });
      const wanted = plainPath(gradients, alpha, epsilon);
      for (const [i, gradient] of gradients.entries()) {
        parameter.gradient.data[0] = gradient;
        optimizer.step(stepContext({ step: i + 1, learningRate: 1 }));
        const error = Math.abs(parameter.value.data[0] / wanted[i] - 1);
        assertLess(error, 0.02, `${size}, ${change}, step ${i + 1}`);
      }
    }
  }
});
