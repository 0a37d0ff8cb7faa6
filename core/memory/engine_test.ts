import { assertEquals, assertThrows } from "@std/assert";
import { Convolution } from "../convolution/convolution.ts";
import { createEngine } from "./engine.ts";
import { matmul } from "../matmul.ts";

Deno.test("Two engines share nothing", () => {
  using one = createEngine();
  using other = createEngine();
  using arena = one.arena();
  arena.tensor([1000]);
  assertEquals(other.bytesInUse, 0);
});

Deno.test("An engine counts the operations of products and convolutions", () => {
  using engine = createEngine();
  using arena = engine.arena();
  matmul(arena.tensor([3, 4]), arena.tensor([4, 5]), arena.tensor([3, 5]));
  assertEquals(engine.operations, 2 * 3 * 4 * 5);
  const convolution = new Convolution({ arena, input: [2, 1, 3, 3], filters: 4, kernel: 2 });
  const x = arena.tensor([2, 1, 3, 3]),
    w = arena.tensor([4, 1, 2, 2]),
    y = arena.tensor([2, 4, 2, 2]);
  convolution.forward(x, w, undefined, y);
  convolution.gradient(x, y, w, undefined);
  assertEquals(engine.operations, 120 + 2 * (2 * 4 * 4 * 4) * 2);
});

Deno.test("Memory that is exhausted says so and stays usable", () => {
  using engine = createEngine({ maximumBytes: 16 * 1024 * 1024 });
  using arena = engine.arena();
  assertThrows(() => arena.tensor([16 * 1024 * 1024]), RangeError, "dispose arenas");
  assertEquals(arena.tensor([10]).size, 10);
});

Deno.test("A limit outside what 32-bit addresses reach is refused", () => {
  for (const maximumBytes of [0, NaN, 2 ** 33]) {
    assertThrows(() => createEngine({ maximumBytes }), RangeError, `got ${maximumBytes}`);
  }
});

Deno.test("Every kernel exists for both floating-point types", () => {
  using engine = createEngine();
  const { f32, f64 } = engine.kernels;
  assertEquals(Object.keys(f32).sort(), Object.keys(f64).sort());
});
