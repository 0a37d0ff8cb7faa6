import { createEngine, formatShape } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { constant } from "../initializers/constant.ts";
import { buildLayer } from "../build_layer.ts";
import { threeLayerConvNet } from "./three_layer_conv_net.ts";

Deno.test("threeLayerConvNet is 32 filters of 7x7 and 100 units unless told otherwise", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const parametersOf = (net: ReturnType<typeof threeLayerConvNet>) =>
    buildLayer(net, [2, 3, 8, 6], { arena, dtype: "f64" }).parameters
      .map(({ name, value }) => `${name} ${formatShape(value.shape)}`);
  assertEquals(parametersOf(threeLayerConvNet()), [
    "conv1.weight [32, 3, 7, 7]",
    "conv1.bias [32]",
    "hidden1.weight [384, 100]",
    "hidden1.bias [100]",
    "scores.weight [100, 10]",
    "scores.bias [10]",
  ]);
  assertEquals(
    parametersOf(threeLayerConvNet({ filters: 4, filterSize: 3, hidden: 5, classes: 2 })),
    [
      "conv1.weight [4, 3, 3, 3]",
      "conv1.bias [4]",
      "hidden1.weight [48, 5]",
      "hidden1.bias [5]",
      "scores.weight [5, 2]",
      "scores.bias [2]",
    ],
  );
});

Deno.test("Its scores are those of conv - relu - pool - affine - relu - affine by hand", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const net = threeLayerConvNet({
    filters: 1,
    filterSize: 1,
    hidden: 1,
    classes: 1,
    weight: constant({ value: -2 }),
  });
  const built = buildLayer(net, [2, 1, 2, 4], { arena, dtype: "f64" });
  const x = arena.from([-1, 2, -3, -4, 5, 6, 7, 8, 0, 0, 0, 0, 0, 0, 0, 0], [2, 1, 2, 4], "f64");
  // Rectified and pooled: max(2, 0) and max(6, 8); the hidden unit is max(-2 (2 + 8), 0).
  assertEquals([...built.forward(x, "eval").data].map(Math.abs), [0, 0]);
  built.parameters[2].value.data.fill(3);
  assertEquals([...built.forward(x, "eval").data].map((y) => y + 0), [-2 * 3 * (2 + 8), 0]);
});

Deno.test("A filter or class count of 0 is refused", () => {
  assertThrows(() => threeLayerConvNet({ filters: 0 }), RangeError, "'conv1'");
  assertThrows(() => threeLayerConvNet({ classes: 0 }), RangeError, "Affine 'scores'");
});
