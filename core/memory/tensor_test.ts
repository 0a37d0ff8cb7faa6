import { assertEquals, assertThrows } from "@std/assert";
import { createEngine } from "./engine.ts";

Deno.test("reshape and rows share the memory and its address", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from([0, 1, 2, 3, 4, 5], [3, 2], "f64");
  const y = x.reshape([2, 3]), last = x.rows(2, 3);
  last.data[0] = 40;
  assertEquals([...y.data], [0, 1, 2, 3, 40, 5]);
  assertEquals(y.pointer, x.pointer);
  assertEquals(last.pointer, x.pointer + 4 * 8);
  assertEquals(last.shape, [1, 2]);
  assertEquals(x.rows(1, 1).size, 0);
});

Deno.test("Views stay valid when the memory grows", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from([1, 2], [2]);
  arena.tensor([4 * 1024 * 1024]);
  x.data[0] = 5;
  const again = new Float32Array(engine.memory.buffer, x.pointer, 2);
  assertEquals([...again], [5, 2]);
});

Deno.test("Shapes that do not fit are refused with both shapes", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.tensor([3, 2]);
  assertThrows(() => x.reshape([4, 2]), TypeError, "6 elements like [3, 2], got [4, 2] of 8");
  assertThrows(() => x.reshape([-3, -2]), RangeError, "[-3, -2]");
  assertThrows(() => x.rows(2, 4), RangeError, "got from 2 to 4 of [3, 2]");
  assertThrows(() => x.rows(2, 1), RangeError);
  assertThrows(() => x.rows(0.5, 1), RangeError);
  assertThrows(() => arena.tensor([]).rows(0, 0), RangeError, "non-scalar");
});

Deno.test("console.log shows a tensor's type, shape and first numbers", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertEquals(
    Deno.inspect({ x: arena.from([0.1, -2, NaN, 1e-9], [2, 2]) }),
    "{ x: Tensor f32 [2, 2]: 0.1, -2, NaN, 1e-9 }",
  );
  const long = arena.from(Array.from({ length: 2000 }, (_, i) => i), [2, 1000], "f64");
  assertEquals(
    Deno.inspect(long),
    "Tensor f64 [2, 1000]: 0, 1, 2, 3, 4, 5, 6, 7, … of 2,000",
  );
  assertEquals(Deno.inspect(arena.tensor([0, 3], "i32")), "Tensor i32 [0, 3]: ");
});
