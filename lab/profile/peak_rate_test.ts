import { createEngine } from "@descent/core";
import { assertEquals, assertGreater } from "@std/assert";
import { peakRate } from "./peak_rate.ts";

Deno.test("The peak is a rate for either floating-point type, and its tensors are freed", () => {
  using engine = createEngine({ native: "auto" });
  for (const dtype of ["f32", "f64"] as const) {
    const rate = peakRate(engine, dtype);
    assertGreater(rate, 1e6);
    assertGreater(1e13, rate);
  }
  assertEquals(engine.bytesInUse, 0);
});
