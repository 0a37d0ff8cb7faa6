import { assertEquals, assertThrows } from "@std/assert";
import { pixelMean } from "./pixel_mean.ts";

Deno.test("each pixel's mean is its own", () => {
  const images = new Uint8Array([0, 10, 255, 1, 20, 255, 1, 60, 254]);
  const mean = pixelMean({ images, labels: new Uint8Array(3), count: 3 });
  assertEquals(mean, new Float64Array([2 / 3, 30, 764 / 3]));
});

Deno.test("a set without images has no mean", () => {
  const empty = { images: new Uint8Array(0), labels: new Uint8Array(0), count: 0 };
  assertThrows(() => pixelMean(empty), RangeError, "expected at least one image");
});
