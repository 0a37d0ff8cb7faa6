import { assertTwin } from "../_twin.ts";
import { madgrad } from "./madgrad.ts";

Deno.test("madgrad: does what its equations say", () => {
  assertTwin(madgrad, { momentum: 0.7, epsilon: 1e-4 }, ({ w, g, t, rate, s }) => {
    if (t === 1) s.start = w;
    const weight = (rate + 1e-4) * Math.sqrt(t);
    s.sum += weight * g;
    s.squares += weight * g * g;
    return 0.7 * w + 0.3 * (s.start - s.sum / (Math.cbrt(s.squares) + 1e-4));
  });
});
