import { createEngine, formatShape } from "@descent/core";
import { assertEquals } from "@std/assert";
import { normal } from "../initializers/normal.ts";
import { buildLayer } from "../build_layer.ts";
import { twoLayerNet } from "./two_layer_net.ts";

Deno.test("twoLayerNet is one hidden layer of 100 and ten classes unless told otherwise", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const shapes = (net: ReturnType<typeof twoLayerNet>) =>
    buildLayer(net, [2, 28, 28], { arena, dtype: "f64" }).parameters.map(({ value }) =>
      formatShape(value.shape)
    );
  assertEquals(shapes(twoLayerNet()), ["[784, 100]", "[100]", "[100, 10]", "[10]"]);
  assertEquals(shapes(twoLayerNet({ hidden: 5, classes: 2 })), [
    "[784, 5]",
    "[5]",
    "[5, 2]",
    "[2]",
  ]);
});

Deno.test("Its weights come from the given initializer", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const net = twoLayerNet({ weight: normal({ scale: 0 }) });
  for (const { value } of buildLayer(net, [2, 5], { arena, dtype: "f64" }).parameters) {
    assertEquals([...value.data], new Array(value.size).fill(0));
  }
});
