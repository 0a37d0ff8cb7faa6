import { assertTwin } from "../_twin.ts";
import { lion } from "./lion.ts";

Deno.test("lion: does what its equations say", () => {
  assertTwin(lion, { beta1: 0.8, beta2: 0.95 }, ({ w, g, rate, s }) => {
    const direction = Math.sign(0.8 * s.m + 0.2 * g);
    s.m = 0.95 * s.m + 0.05 * g;
    return w - rate * direction;
  });
});
