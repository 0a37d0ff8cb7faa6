import { assertTensorTwin } from "../_twin.ts";
import { newtonSchulzTwin } from "../matrices/_newton_schulz_twin.ts";
import { assertHiddenAlone } from "./_assert_hidden_alone.ts";
import { normuon, normuonMatrices } from "./normuon.ts";

Deno.test("normuonMatrices: does what its equations say", () => {
  const hyper = { momentum: 0.8, beta2: 0.7 };
  for (const nesterov of [0, 1]) {
    let b = new Array<number>(12).fill(0), v = [0, 0, 0];
    assertTensorTwin(
      normuonMatrices,
      { ...hyper, nesterov, scaling: nesterov },
      ({ w, g, rate }) => {
        b = b.map((each, i) => 0.8 * each + 0.2 * g[i]);
        const m = nesterov ? b.map((each, i) => 0.8 * each + 0.2 * g[i]) : b;
        const raw = newtonSchulzTwin(m, 4);
        v = v.map((each, j) =>
          0.7 * each + 0.3 * [0, 1, 2, 3].reduce((s, i) => s + raw[i * 3 + j] ** 2, 0) / 4
        );
        const scaled = raw.map((each, i) => each / (Math.sqrt(v[i % 3]) + 1e-10));
        const o = scaled.map((each) => each * norm(raw) / (norm(scaled) + 1e-10));
        const scale = nesterov ? 0.2 * Math.sqrt(4) : 1;
        return w.map((each, i) => each - rate * scale * o[i]);
      },
    );
  }
});

Deno.test("normuon: hidden matrices take it, other parameters AdamW", () =>
  assertHiddenAlone(normuon));

function norm(x: readonly number[]): number {
  return Math.sqrt(x.reduce((sum, each) => sum + each * each, 0));
}
