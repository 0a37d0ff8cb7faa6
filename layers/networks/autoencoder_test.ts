import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { autoencoder } from "./autoencoder.ts";

Deno.test("autoencoder narrows to its code and widens again to the shape of its input", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(autoencoder({ code: 2, hidden: [6, 4] }), [3, 2, 5], {
    arena,
    dtype: "f64",
  });
  assertEquals(built.output, [3, 2, 5]);
  const weights = built.parameters.filter(({ name }) => name.endsWith("weight"));
  assertEquals(weights.map(({ name, value }) => `${name.split("/").at(-1)} ${value.shape}`), [
    "encoder1.weight 10,6",
    "encoder2.weight 6,4",
    "code.weight 4,2",
    "decoder1.weight 2,4",
    "decoder2.weight 4,6",
    "output.weight 6,10",
  ]);
});

Deno.test("autoencoder refuses sizes below 1", () => {
  assertThrows(() => autoencoder({ code: 0 }), RangeError, "expected code");
  assertThrows(() => autoencoder({ code: 1, hidden: [0] }), RangeError, "expected hidden");
});
