import { createEngine } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { constant } from "../initializers/constant.ts";
import { buildLayer } from "../build_layer.ts";
import { rnn } from "./rnn.ts";

Deno.test("rnn with both directions puts the states from the end beside those from the start", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const one = constant({ value: 1 });
  const weights = { inputWeight: one, recurrentWeight: one, bias: constant({ value: 0 }) };
  const layer = rnn({ units: 1, activation: "relu", bidirectional: true, ...weights });
  const built = buildLayer(layer, [1, 3, 1], { arena, dtype: "f64" });
  const y = built.forward(arena.from([1, 10, 100], [1, 3, 1], "f64"), "eval");
  assertEquals([...y.data], [1, 111, 11, 110, 111, 100]);
});

Deno.test("rnn bends its sums by the tangent by default, and adds both biases", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const half = constant({ value: 0.5 });
  const layer = rnn({ units: 1, inputWeight: half, recurrentWeight: half, bias: half });
  const built = buildLayer(layer, [1, 2, 1], { arena, dtype: "f64" });
  const [first, second] = built.forward(arena.from([1, 2], [1, 2, 1], "f64"), "eval").data;
  assertAlmostEquals(first, Math.tanh(1.5), 1e-15);
  assertAlmostEquals(second, Math.tanh(2 + 0.5 * first), 1e-15);
});

Deno.test("rnn refuses an unknown activation", () => {
  assertThrows(() => rnn({ units: 1, activation: "elu" as "relu" }), RangeError, "got elu");
});
