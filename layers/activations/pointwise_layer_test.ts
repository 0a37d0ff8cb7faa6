import { createEngine, randomStream } from "@descent/core";
import { assertEquals, assertLess, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { describeLayer } from "../description/describe_layer.ts";
import { layerFromDescription } from "../description/layer_from_description.ts";
import { layerGradientErrors } from "../gradient_checks/layer_gradient_errors.ts";
import { assertKeepsNaN, assertMatchesReference } from "./_activation_checks.ts";
import { gelu } from "./gelu.ts";
import { nanUnlessFinite } from "./nan_unless_finite.ts";
import { pointwiseLayer } from "./pointwise_layer.ts";
import { tanh } from "./tanh.ts";

/** `y = a x / (1 + |c x|) + b`: a scalar and two trained numbers. */
const bend = pointwiseLayer({
  kind: "bend",
  scalars: ["c"],
  value: ({ x, a, b, c }) => x.mul(a).div(x.mul(c).abs().add(1)).add(b).add(nanUnlessFinite(x)),
  slope: ({ x, a, c }) => a.div(x.mul(c).abs().add(1).square()),
  parameters: {
    a: ({ x, c }) => x.div(x.mul(c).abs().add(1)),
    b: ({ x }) => x.sub(x).add(1),
  },
});

Deno.test("A pointwise layer is its formulas in f32 and f64, and hides no NaN", () => {
  const layer = bend({ a: 3, b: 8, c: 2 });
  assertMatchesReference(layer, {
    value: (x) => 3 * x / (1 + Math.abs(2 * x)) + 8,
    slope: (x) => 3 / (1 + Math.abs(2 * x)) ** 2,
  });
  assertKeepsNaN(
    pointwiseLayer({ kind: "same", value: ({ x }) => x, slope: ({ x }) => x.sub(x).add(1) })(),
  );
});

Deno.test("A pointwise layer trains each of its numbers, for all channels or for each", () => {
  for (const perChannel of [false, true]) {
    const layer = bend({ a: 1, b: 2, c: 0.5, perChannel });
    const errors = layerGradientErrors(layer, [4, 3, 5]);
    assertEquals(errors.map(({ tensor }) => tensor), ["input", "bend1.a", "bend1.b"]);
    for (const { error } of errors) assertLess(error, 1e-8);
    using engine = createEngine();
    using arena = engine.arena();
    const built = buildLayer(layer, [4, 3, 5], { arena });
    assertEquals(built.parameters.map(({ value, decays }) => [value.size, decays]), [
      [perChannel ? 3 : 1, false],
      [perChannel ? 3 : 1, false],
    ]);
  }
});

Deno.test("Slopes that a training pass keeps are those that backward computes, bit for bit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  // Value and slope of the first share a function, of the second none.
  for (const layer of [gelu(), tanh()]) {
    const input = [3, 2, 7];
    const built = buildLayer(layer, input, { arena });
    const x = arena.tensor(input), random = randomStream({ seed: 1 });
    random.fillNormal(x.data, 0, 4);
    x.data[0] = NaN;
    const given = Float32Array.from(x.data, (_, i) => i - 20);
    const results = (["train", "eval", "repeat"] as const).map((mode) => {
      const y = [...built.forward(x, mode).data];
      const dy = arena.tensor(input);
      dy.data.set(given);
      return [...y, ...built.backward(dy)!.data];
    });
    for (const other of results.slice(1)) assertEquals(other, results[0]);
  }
});

Deno.test("A pointwise layer can be described and made again from its factory", () => {
  const description = describeLayer(bend({ name: "knee", a: 1, b: 2, c: 3 }));
  assertEquals(description, { factory: "bend", options: { name: "knee", a: 1, b: 2, c: 3 } });
  const again = layerFromDescription(description, { bend });
  assertEquals([again.kind, again.name], ["bend", "knee"]);
});

Deno.test("A pointwise layer refuses numbers that are none, and inputs without channels", () => {
  const without = bend as (options?: object) => ReturnType<typeof bend>;
  assertThrows(() => without(), TypeError, "bend: expected c to be a number, got undefined");
  assertThrows(
    () => without({ a: 1, b: 1, c: "2" }),
    TypeError,
    "expected c to be a number, got 2",
  );
  assertThrows(
    () => bend({ name: "knee", a: NaN, b: 1, c: 1 }),
    RangeError,
    "bend 'knee': expected a",
  );
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(
    () => buildLayer(bend({ a: 1, b: 1, c: 1 }), [3], { arena }),
    TypeError,
    "bend 'bend1': expected input [N, C, ...]",
  );
});
