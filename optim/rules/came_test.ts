import { assertTensorTwin } from "../_twin.ts";
import { Factors, rms } from "./_factors_twin.ts";
import { came } from "./came.ts";

Deno.test("came: does what its equations say", () => {
  const v = new Factors(), s = new Factors();
  let m = new Array<number>(12).fill(0);
  const betas = { beta1: 0.8, beta2: 0.9, beta3: 0.95 };
  const others = { epsilon1: 1e-3, epsilon2: 1e-4, clipThreshold: 0.7 };
  assertTensorTwin(came, { ...betas, ...others }, ({ w, g, rate }) => {
    v.update(g.map((each) => each * each + 1e-3), 1 - 0.9);
    const raw = g.map((each, i) => each * v.scale(i));
    const u = raw.map((each) => each / Math.max(1, rms(raw) / 0.7));
    m = m.map((each, i) => 0.8 * each + 0.2 * u[i]);
    s.update(u.map((each, i) => (each - m[i]) ** 2 + 1e-4), 1 - 0.95);
    return w.map((each, i) => each - rate * m[i] * s.scale(i));
  });
});
