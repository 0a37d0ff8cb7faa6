import { assertEquals, assertThrows } from "@std/assert";
import { createEngine } from "./memory/engine.ts";
import { multiplyAdds } from "./multiply_adds.ts";

Deno.test("Every multiplication counts, for either type", () => {
  using engine = createEngine();
  for (const turns of [1, 3, 1000]) {
    assertEquals(multiplyAdds(engine, "f32", turns), 2 * 4 * 48 * turns);
    assertEquals(multiplyAdds(engine, "f64", turns), 2 * 2 * 48 * turns);
  }
  for (const turns of [0, -1, 1.5, NaN, 1e7]) {
    assertThrows(() => multiplyAdds(engine, "f32", turns), RangeError, `got ${turns}`);
  }
});
