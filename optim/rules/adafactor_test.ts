import { assertTensorTwin } from "../_twin.ts";
import { Factors, rms } from "./_factors_twin.ts";
import { adafactor } from "./adafactor.ts";

Deno.test("adafactor: PyTorch's form does what its equations say", () => {
  const factors = new Factors();
  assertTensorTwin(adafactor, { weightDecay: 0.1 }, ({ w, g, t, rate }) => {
    factors.update(g.map((each) => each * each), t ** -0.8);
    const u = g.map((each, i) => each * factors.scale(i));
    const size = Math.max(1e-3, rms(w)) * Math.min(rate, 1 / Math.sqrt(t)) / Math.max(1, rms(u));
    return w.map((each, i) => each * (1 - 0.1 * rate) - size * u[i]);
  });
});

Deno.test("adafactor: the paper's form does what its equations say", () => {
  for (const relativeStep of [0, 1]) {
    const factors = new Factors();
    let m = new Array<number>(12).fill(0);
    const hyperparameters = { form: 1, relativeStep, scaleParameter: relativeStep };
    const others = { epsilon1: 1e-3, beta1: 0.8, weightDecay: 0.1, clipThreshold: 0.7 };
    assertTensorTwin(adafactor, { ...hyperparameters, ...others }, ({ w, g, t, rate }) => {
      factors.update(g.map((each) => each * each + 1e-3), t ** -0.8);
      const u = g.map((each, i) => each * factors.scale(i));
      const relative = Math.min(0.01, 1 / Math.sqrt(t)) * Math.max(1e-3, rms(w));
      const a = rate * (relativeStep ? relative : 1);
      m = m.map((each, i) => 0.8 * each + 0.2 * a * u[i] / Math.max(1, rms(u) / 0.7));
      return w.map((each, i) => each * (1 - 0.1 * a) - m[i]);
    });
  }
});
