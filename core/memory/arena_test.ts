import { assertEquals, assertThrows } from "@std/assert";
import { createEngine } from "./engine.ts";

Deno.test("A tensor starts as zeros even where another one lay", () => {
  using engine = createEngine();
  const first = engine.arena();
  first.tensor([100]).data.fill(9);
  first.dispose();
  using second = engine.arena();
  assertEquals([...second.tensor([100]).data], new Array(100).fill(0));
});

Deno.test("Disposing twice is harmless, and a disposed arena makes no tensors", () => {
  using engine = createEngine();
  const arena = engine.arena();
  arena.tensor([3], "u8");
  arena.dispose();
  arena.dispose();
  assertEquals(engine.bytesInUse, 0);
  assertThrows(() => arena.tensor([1]), TypeError, "disposed");
});

Deno.test("A failing scope frees its tensors", () => {
  using engine = createEngine();
  assertThrows(
    () => {
      using arena = engine.arena();
      arena.tensor([8]);
      arena.from([1, 2, 3], [2]);
    },
    TypeError,
    "expected 2 values for shape [2], got 3",
  );
  assertEquals(engine.bytesInUse, 0);
});

Deno.test("Every element type is read back as it was written", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertEquals([...arena.from([0.1], [1], "f64").data], [0.1]);
  assertEquals([...arena.from([0.1], [1], "f32").data], [Math.fround(0.1)]);
  assertEquals([...arena.from([-7], [1], "i32").data], [-7]);
  assertEquals([...arena.from([255], [1], "u8").data], [255]);
});

Deno.test("A scalar holds one element, an empty shape none", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertEquals(arena.tensor([]).size, 1);
  assertEquals(arena.tensor([0, 5]).size, 0);
  assertThrows(() => arena.tensor([-1]), RangeError, "got [-1]");
  assertThrows(() => arena.tensor([1.5]), RangeError, "got [1.5]");
});
