import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { lastStep } from "./last_step.ts";

Deno.test("lastStep takes the last step that is no padding, or the last when all are", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const paddingMask = arena.from([0, 0, 1, 1, 0, 0, 1, 1, 1], [3, 3], "i32");
  const built = buildLayer(lastStep(), [3, 3, 1], { arena, dtype: "f64", paddingMask });
  const x = arena.from([1, 2, 3, 4, 5, 6, 7, 8, 9], [3, 3, 1], "f64");
  assertEquals([...built.forward(x, "train").data], [2, 6, 9]);
  const dx = built.backward(arena.from([10, 20, 30], [3, 1], "f64"))!;
  assertEquals([...dx.data], [0, 10, 0, 0, 0, 20, 0, 0, 30]);
});

Deno.test("lastStep refuses inputs without steps", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(
    () => buildLayer(lastStep(), [2, 3], { arena, dtype: "f64" }),
    TypeError,
    "expected input [N, T, D]",
  );
});
