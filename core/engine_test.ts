import { assertEquals, assertThrows } from "@std/assert";
import { createEngine } from "./engine.ts";

Deno.test("Two engines share nothing", () => {
  using one = createEngine();
  using other = createEngine();
  using arena = one.arena();
  arena.tensor([1000]);
  assertEquals(other.bytesInUse, 0);
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
