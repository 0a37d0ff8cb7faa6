import { assertTwin } from "../_twin.ts";
import { rmspropKeras } from "./rmsprop_keras.ts";

Deno.test("rmspropKeras: does what its equations say", () => {
  const hyperparameters = { rho: 0.8, momentum: 0.7, epsilon: 1e-3 };
  assertTwin(rmspropKeras, hyperparameters, ({ w, g, rate, s }) => {
    s.v = 0.8 * s.v + 0.2 * g * g;
    s.u = 0.7 * s.u + rate * g / Math.sqrt(s.v + 1e-3);
    return w - s.u;
  });
});
