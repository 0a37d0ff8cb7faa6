import { assertTwin } from "../_twin.ts";
import { cocob } from "./cocob.ts";

Deno.test("cocob: does what its equations say", () => {
  assertTwin(cocob, { alpha: 10, epsilon: 1e-3 }, ({ w, g, t, rate, s }) => {
    if (t === 1) [s.start, s.largest] = [w, 1e-3];
    s.largest = Math.max(s.largest, Math.abs(g));
    s.absolute += Math.abs(g);
    s.reward = Math.max(s.reward - g * (w - s.start), 0);
    s.sum -= g;
    const bound = Math.max(s.absolute + s.largest, 10 * s.largest);
    const target = s.start + s.sum / (s.largest * bound) * (s.largest + s.reward);
    return w + rate * (target - w);
  });
});
