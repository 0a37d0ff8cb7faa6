import { assertEquals, assertStrictEquals } from "@std/assert";
import { resizePicture } from "./resize_picture.ts";

const grey = (width: number, values: readonly number[]) => ({
  height: values.length / width,
  width,
  pixels: Uint8Array.from(values.flatMap((value) => [value, value, value])),
  isGrey: true,
});
const values = (pixels: Uint8Array) => [...pixels].filter((_, i) => i % 3 === 0);

Deno.test("a pixel is the mean of what it covers, in parts where borders cross", () => {
  const picture = grey(3, [0, 90, 240]);
  // Each covers one and a half pixels.
  assertEquals(values(resizePicture(picture, { height: 1, width: 2 }).pixels), [30, 190]);
  assertEquals(values(resizePicture(grey(2, [1, 2, 3, 6]), { height: 1, width: 1 }).pixels), [3]);
});

Deno.test("enlarging keeps each pixel's value, and the same size is the same picture", () => {
  const picture = grey(2, [10, 20]);
  assertEquals(values(resizePicture(picture, { height: 2, width: 4 }).pixels), [
    10,
    10,
    20,
    20,
    10,
    10,
    20,
    20,
  ]);
  assertStrictEquals(resizePicture(picture, { height: 1, width: 2 }), picture);
});
