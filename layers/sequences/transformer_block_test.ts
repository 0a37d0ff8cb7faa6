import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { transformerBlock } from "./transformer_block.ts";

Deno.test("transformerBlock names its layers, with norms in the branches or after the sums", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const gains = (normalization: "before" | "after") =>
    buildLayer(transformerBlock({ width: 2, heads: 1, normalization, name: "block1" }), [1, 3, 2], {
      arena,
      dtype: "f64",
    }).parameters.map(({ name }) => name).filter((name) => name.endsWith("gain"));
  assertEquals(gains("before"), [
    "block1/attention/body/norm.gain",
    "block1/feedForward/body/norm.gain",
  ]);
  assertEquals(gains("after"), ["block1/norm1.gain", "block1/norm2.gain"]);
});

Deno.test("transformerBlock with weights of zero passes its input on", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(transformerBlock({ width: 2, heads: 1 }), [1, 2, 2], {
    arena,
    dtype: "f64",
  });
  for (const { value } of built.parameters) value.data.fill(0);
  const x = arena.from([1, 2, 3, 4], [1, 2, 2], "f64");
  assertEquals(built.forward(x, "eval").data, x.data);
});

Deno.test("transformerBlock refuses widths and normalizations that it does not know", () => {
  assertThrows(() => transformerBlock({ width: 0, heads: 1 }), RangeError, "expected width");
  assertThrows(() => transformerBlock({ width: 2, heads: 1, hidden: 0 }), RangeError, "hidden");
  const normalization = "none" as "after";
  assertThrows(
    () => transformerBlock({ width: 2, heads: 1, normalization }),
    RangeError,
    "got none",
  );
});
