import { createEngine, randomStream } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { lstm } from "./lstm.ts";

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

Deno.test("lstm computes the gates i, f, g, o in this order, one unit by hand", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(lstm({ units: 1 }), [1, 2, 1], { arena, dtype: "f64" });
  const [w, u, b, d] = built.parameters.map(({ value }) => value.data);
  w.set([0.1, 0.2, 0.3, 0.4]);
  u.set([0.5, 0.6, 0.7, 0.8]);
  b.set([0.01, 0.02, 0.03, 0.04]);
  d.set([0.1, 0.1, 0.1, 0.1]);
  const x = [2, -1];
  let h = 0, c = 0;
  const wanted = x.map((x) => {
    const [i, f, g, o] = [0, 1, 2, 3].map((k) => x * w[k] + b[k] + h * u[k] + d[k]);
    c = sigmoid(f) * c + sigmoid(i) * Math.tanh(g);
    h = sigmoid(o) * Math.tanh(c);
    return h;
  });
  const y = built.forward(arena.from(x, [1, 2, 1], "f64"), "eval").data;
  y.forEach((value, t) => assertAlmostEquals(value, wanted[t], 1e-14));
});

Deno.test("lstm hands its state on past padding, so that padding changes no output but its own", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = lstm({ units: 3, bidirectional: true });
  const paddingMask = arena.from([1, 0, 1, 0, 1], [1, 5], "i32");
  const padded = buildLayer(layer, [1, 5, 2], { arena, dtype: "f64", paddingMask });
  const short = buildLayer(layer, [1, 2, 2], { arena, dtype: "f64" });
  const x = arena.tensor([1, 5, 2], "f64");
  randomStream({ seed: 3 }).fillNormal(x.data);
  const rows = (data: ArrayLike<number>, ...steps: number[]) =>
    steps.flatMap((t) => Array.from(data).slice(6 * t, 6 * t + 6));
  const y = padded.forward(x, "train").data;
  const steps = [...x.data.slice(2, 4), ...x.data.slice(6, 8)];
  const wanted = short.forward(arena.from(steps, [1, 2, 2], "f64"), "train").data;
  assertEquals(rows(y, 1, 3), [...wanted]);
  assertEquals(rows(y, 0, 2, 4), Array(18).fill(0));
});

Deno.test("lstm refuses units, inputs and masks that do not fit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(() => lstm({ units: 0 }), RangeError, "lstm: expected units");
  const layer = lstm({ units: 2, name: "memory" });
  assertThrows(
    () => buildLayer(layer, [2, 3], { arena, dtype: "f64" }),
    TypeError,
    "'memory': expected input [N, T, D]",
  );
  const paddingMask = arena.tensor([2, 4], "i32");
  assertThrows(
    () => buildLayer(layer, [2, 3, 1], { arena, dtype: "f64", paddingMask }),
    TypeError,
    "expected a padding mask [2, 3], got [2, 4]",
  );
});
