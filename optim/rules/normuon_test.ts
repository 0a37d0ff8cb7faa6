import { createEngine, type Tensor } from "@descent/core";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { assertTensorTwin } from "../_twin.ts";
import { createOptimizer } from "../create_optimizer.ts";
import { newtonSchulzTwin } from "../matrices/_newton_schulz_twin.ts";
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

Deno.test("normuon: hidden matrices take it, other parameters AdamW", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const of = (name: string, shape: number[], role: "weight" | "bias" | "output") => ({
    name,
    value: arena.tensor(shape, "f64") as Tensor,
    gradient: arena.from(new Array(shape.reduce((a, b) => a * b)).fill(1), shape, "f64") as Tensor,
    role,
    decays: true,
  });
  const list = [
    of("first", [3, 2], "weight"),
    of("hidden", [2, 2], "weight"),
    of("bias", [2], "bias"),
    of("last", [2, 2], "output"),
  ];
  const optimizer = createOptimizer({ plugin: normuon, parameters: list });
  optimizer.step({ step: 1, learningRate: 0.02 });
  const { state } = optimizer as { state: Record<string, Record<string, unknown>> };
  assertEquals(Object.keys(state.hidden), ["hidden", "step"]);
  for (const index of [0, 2, 3]) assertAlmostEquals(list[index].value.data[0], -3e-3, 1e-9);
  assertEquals(normuon.reducesTo?.([list[0], list[2], list[3]]), "AdamW");
});

function norm(x: readonly number[]): number {
  return Math.sqrt(x.reduce((sum, each) => sum + each * each, 0));
}
