import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { temporalConvNet } from "./temporal_conv_net.ts";

Deno.test("temporalConvNet doubles what a step sees from block to block", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = temporalConvNet({ filters: [2, 2], kernel: 2, classes: 1 });
  const built = buildLayer(layer, [1, 2, 12], { arena, dtype: "f64" });
  // No unit may be switched off: all weights and inputs are above 0.
  for (const { value } of built.parameters) value.data.fill(0.5);
  const x = arena.tensor([1, 2, 12], "f64");
  const [base] = built.forward(x, "eval").data;
  const seen = Array.from({ length: 12 }, (_, t) => {
    x.data.fill(0);
    x.data[t] = 1;
    return built.forward(x, "eval").data[0] === base ? 0 : 1;
  });
  // 1 + 2 (2 - 1) (4 - 1) = 7 steps.
  assertEquals(seen, [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1]);
});

Deno.test("temporalConvNet projects its shortcut where channels change, and refuses no blocks", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(temporalConvNet({ filters: [3, 3, 4] }), [1, 2, 5], {
    arena,
    dtype: "f64",
  });
  const shortcuts = built.parameters.filter(({ name }) => name.includes("shortcut.weight"));
  assertEquals(shortcuts.map(({ value }) => value.shape), [[3, 2, 1], [4, 3, 1]]);
  assertThrows(() => temporalConvNet({ filters: [] }), RangeError, "the number of blocks");
  assertThrows(
    () => buildLayer(temporalConvNet(), [1, 2], { arena, dtype: "f64" }),
    TypeError,
    "[N, C, T]",
  );
});
