import { createEngine, randomStream } from "@descent/core";
import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { multiHeadAttention } from "./multi_head_attention.ts";

Deno.test("A causal step depends on what came before and on nothing after", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = multiHeadAttention({ heads: 2, causal: true, rotaryBase: 10 });
  const built = buildLayer(layer, [1, 60, 4], { arena, dtype: "f64" });
  const x = arena.tensor([1, 60, 4], "f64");
  randomStream({ seed: 1 }).fillNormal(x.data);
  const before = built.forward(x, "eval").data.slice();
  x.data[4 * 50] += 1;
  const after = built.forward(x, "eval").data.slice();
  assertEquals(after.slice(0, 4 * 50), before.slice(0, 4 * 50));
  for (let t = 50; t < 60; t++) assertNotEquals(after[4 * t], before[4 * t]);
});

Deno.test("Without positions, steps that change places change their outputs alike", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = [0.1, 0.2, -0.3, 0.4, 0.5, 0.6], swapped = [0.5, 0.6, -0.3, 0.4, 0.1, 0.2];
  const outputs = (options: { rotaryBase?: number }, values: number[]) => {
    const built = buildLayer(multiHeadAttention({ heads: 1, ...options }), [1, 3, 2], {
      arena,
      dtype: "f64",
    });
    return [...built.forward(arena.from(values, [1, 3, 2], "f64"), "eval").data];
  };
  const rounded = (values: number[]) => values.map((value) => value.toFixed(12));
  const [a, b, c, d, e, f] = outputs({}, x);
  assertEquals(rounded(outputs({}, swapped)), rounded([e, f, c, d, a, b]));
  const turned = outputs({ rotaryBase: 10 }, x);
  assertNotEquals(
    rounded(outputs({ rotaryBase: 10 }, swapped)).slice(0, 2),
    rounded(turned).slice(4),
  );
});

Deno.test("A masked step is seen by nobody", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const paddingMask = arena.from([0, 0, 1], [1, 3], "i32");
  const built = buildLayer(multiHeadAttention({ heads: 1 }), [1, 3, 2], {
    arena,
    dtype: "f64",
    paddingMask,
  });
  const first = (last: number) =>
    built.forward(arena.from([1, 2, 3, 4, last, last], [1, 3, 2], "f64"), "eval").data.slice(0, 4);
  assertEquals(first(7), first(-100));
});

Deno.test("multiHeadAttention refuses heads, bases and widths that do not fit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(() => multiHeadAttention({ heads: 0 }), RangeError, "expected heads");
  assertThrows(() => multiHeadAttention({ heads: 4, keyHeads: 3 }), TypeError, "got 3 and 4");
  assertThrows(() => multiHeadAttention({ heads: 1, rotaryBase: 0 }), RangeError, "rotaryBase");
  const layer = multiHeadAttention({ heads: 2, rotaryBase: 10 });
  assertThrows(
    () => buildLayer(layer, [1, 2, 6], { arena, dtype: "f64" }),
    TypeError,
    "a multiple of 4, got 6",
  );
  assertThrows(
    () => buildLayer(layer, [1, 4], { arena, dtype: "f64" }),
    TypeError,
    "expected input [N, T, D]",
  );
});
