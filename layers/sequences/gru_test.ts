import { createEngine } from "@descent/core";
import { assertAlmostEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { gru } from "./gru.ts";

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

Deno.test("gru resets inside the candidate's product, one unit by hand", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(gru({ units: 1 }), [1, 3, 1], { arena, dtype: "f64" });
  const [w, u, b, d] = built.parameters.map(({ value }) => value.data);
  w.set([0.1, 0.2, 0.3]);
  u.set([0.5, 0.6, 0.7]);
  b.set([0.01, 0.02, 0.03]);
  d.set([0.1, 0.2, 0.3]);
  const x = [2, -1, 0.5];
  let h = 0;
  const wanted = x.map((x) => {
    const s = [0, 1, 2].map((k) => x * w[k] + b[k]), v = [0, 1, 2].map((k) => h * u[k] + d[k]);
    const r = sigmoid(s[0] + v[0]), z = sigmoid(s[1] + v[1]), n = Math.tanh(s[2] + r * v[2]);
    return h = (1 - z) * n + z * h;
  });
  const y = built.forward(arena.from(x, [1, 3, 1], "f64"), "eval").data;
  y.forEach((value, t) => assertAlmostEquals(value, wanted[t], 1e-14));
});

Deno.test("gru refuses units that are no whole number", () => {
  assertThrows(() => gru({ units: 1.5 }), RangeError, "gru: expected units");
});
