import { assertTensorTwin } from "../_twin.ts";
import { newtonSchulzTwin } from "../matrices/_newton_schulz_twin.ts";
import { assertHiddenAlone } from "./_assert_hidden_alone.ts";
import { muon, muonMatrices } from "./muon.ts";

Deno.test("muonMatrices: does what its equations say", () => {
  const hyper = { momentum: 0.8 };
  for (const nesterov of [0, 1]) {
    let b = new Array<number>(12).fill(0);
    assertTensorTwin(muonMatrices, { ...hyper, nesterov, scaling: nesterov }, ({ w, g, rate }) => {
      b = b.map((each, i) => 0.8 * each + 0.2 * g[i]);
      const m = nesterov ? b.map((each, i) => 0.8 * each + 0.2 * g[i]) : b;
      const o = newtonSchulzTwin(m, 4);
      const scale = nesterov ? 0.2 * Math.sqrt(4) : 1;
      return w.map((each, i) => each - rate * scale * o[i]);
    });
  }
});

Deno.test("muon: hidden matrices take it, other parameters AdamW", () => assertHiddenAlone(muon));
