import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { layerNorm } from "./layer_norm.ts";

Deno.test("layerNorm has a gain and a bias for each element of the axes that it normalizes", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(layerNorm({ axes: 2 }), [6, 2, 3, 4], { arena, dtype: "f64" });
  assertEquals(built.parameters.map(({ value }) => value.shape), [[3, 4], [3, 4]]);
});

Deno.test("layerNorm refuses inputs and options that do not fit, naming itself", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(
    () => buildLayer(layerNorm({ axes: 2, name: "norm" }), [8, 5], { arena, dtype: "f64" }),
    TypeError,
    "LayerNorm 'norm': expected input [N, ...] with at least 2 axes after the batch",
  );
  assertThrows(() => layerNorm({ axes: 0 }), RangeError, "LayerNorm: expected axes");
  assertThrows(() => layerNorm({ epsilon: 0 }), RangeError, "epsilon");
});
