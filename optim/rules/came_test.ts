import { assertTensorTwin } from "../_twin.ts";
import { came } from "./came.ts";

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
