import { assertTensorTwin } from "../_twin.ts";
import { adafactor } from "./adafactor.ts";

const rms = (x: readonly number[]) =>
  Math.sqrt(x.reduce((sum, each) => sum + each * each, 0) / x.length);

/** `1 / √(R·C / mean(R))` of averages of the rows and columns of a matrix [4, 3]. */
class Factors {
  r = [0, 0, 0, 0];
  c = [0, 0, 0];
  update(squares: readonly number[], weight: number): void {
    const mean = (places: readonly number[]) =>
      places.reduce((sum, place) => sum + squares[place], 0) / places.length;
    this.r = this.r.map((old, i) =>
      (1 - weight) * old + weight * mean([0, 1, 2].map((j) => i * 3 + j))
    );
    this.c = this.c.map((old, j) =>
      (1 - weight) * old + weight * mean([0, 1, 2, 3].map((i) => i * 3 + j))
    );
  }
  scale(place: number): number {
    const mean = this.r.reduce((sum, each) => sum + each, 0) / 4;
    return 1 / Math.sqrt(this.r[Math.floor(place / 3)] * this.c[place % 3] / mean);
  }
}

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
