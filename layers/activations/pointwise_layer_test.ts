import { createEngine, type Expression } from "@descent/core";
import { assertEquals, assertLess, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { describeLayer } from "../description/describe_layer.ts";
import { layerFromDescription } from "../description/layer_from_description.ts";
import { layerGradientErrors } from "../gradient_checks/layer_gradient_errors.ts";
import { assertKeepsNaN, assertMatchesReference } from "./_activation_checks.ts";
import { nanUnlessFinite } from "./nan_unless_finite.ts";
import { pointwiseLayer } from "./pointwise_layer.ts";

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

Deno.test("A kept slope gives the bits of one that is computed again, also after an evaluation", () => {
  const formula = {
    kind: "damped",
    value: ({ x }: { readonly x: Expression }) => x.mul(x.erfc()),
    slope: ({ x }: { readonly x: Expression }) => x.erfc().sub(x.square().neg().exp().mul(x)),
  };
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from([-1.5, 0.25, 2, NaN, Infinity, 1e-9], [3, 2]);
  const [again, kept] = [pointwiseLayer(formula), pointwiseLayer({ ...formula, keepsSlope: true })]
    .map((make) => buildLayer(make(), x.shape, { arena }));
  for (const [mode, rows] of [["train", 3], ["eval", 3], ["train", 2], ["repeat", 3]] as const) {
    const inputs = x.rows(0, rows);
    assertEquals([...kept.forward(inputs, mode).data], [...again.forward(inputs, mode).data]);
    const [one, other] = [kept, again].map((built) => {
      const dy = arena.from([3, -2, 1, 1, 1, 0.5], [3, 2]).rows(0, rows);
      return [...built.backward(dy)!.data];
    });
    assertEquals(one, other, mode);
  }
});
