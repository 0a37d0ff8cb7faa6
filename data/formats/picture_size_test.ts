import { assertEquals, assertThrows } from "@std/assert";
import { pictureSize } from "./picture_size.ts";

function pngHeader(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return bytes;
}

Deno.test("the size stands in the header of PNG, and in the frame of JPEG behind other segments", () => {
  assertEquals(pictureSize("a.png", pngHeader(640, 480)), { height: 480, width: 640 });
  const jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 11, 8, 1, 0, 0, 200, 1, 0, 0];
  assertEquals(pictureSize("a.jpg", new Uint8Array(jpeg)), { height: 256, width: 200 });
});

Deno.test("a picture of 100,000 x 100,000 pixels is refused by its header", () => {
  assertThrows(
    () => pictureSize("huge.png", pngHeader(100_000, 100_000)),
    SyntaxError,
    "File 'huge.png': expected a picture of at most 67108864 pixels, got 100000 x 100000",
  );
  assertThrows(() => pictureSize("a.png", pngHeader(0, 5)), SyntaxError, "got none");
});
