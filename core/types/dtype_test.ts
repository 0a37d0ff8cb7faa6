import { assertEquals } from "@std/assert";
import { bytesPerElement } from "./dtype.ts";

Deno.test("Element sizes are those of the typed arrays", () => {
  assertEquals(bytesPerElement, {
    f32: Float32Array.BYTES_PER_ELEMENT,
    f64: Float64Array.BYTES_PER_ELEMENT,
    i32: Int32Array.BYTES_PER_ELEMENT,
    u8: Uint8Array.BYTES_PER_ELEMENT,
  });
});
