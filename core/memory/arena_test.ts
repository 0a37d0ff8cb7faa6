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

Deno.test("A value that its element type does not have is refused", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const of = (value: unknown) => [1, value] as number[];
  for (const value of [undefined, null, "3"]) {
    assertThrows(
      () => arena.from(of(value)),
      TypeError,
      `expected numbers for f32, got ${value} at 1`,
    );
  }
  const whole = "expected whole numbers from -2147483648 to 2147483647 for i32";
  for (const value of [NaN, 0.5, Infinity, 2 ** 31, undefined]) {
    const message = `${whole}, got ${value} at 1`;
    assertThrows(() => arena.from(of(value), [2], "i32"), TypeError, message);
  }
  assertThrows(() => arena.from(new Float32Array([NaN]), [1], "i32"), TypeError, "got NaN at 0");
  assertThrows(() => arena.from([256], [1], "u8"), TypeError, "from 0 to 255 for u8, got 256");
  assertEquals([...arena.from([NaN, -Infinity]).data], [NaN, -Infinity]);
});

Deno.test("A scalar holds one element, an empty shape none", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertEquals(arena.tensor([]).size, 1);
  assertEquals(arena.tensor([0, 5]).size, 0);
  assertThrows(() => arena.tensor([-1]), RangeError, "got [-1]");
  assertThrows(() => arena.tensor([1.5]), RangeError, "got [1.5]");
});
