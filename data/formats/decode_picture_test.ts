import { Buffer } from "node:buffer";
import jpeg from "jpeg-js";
import { PNG } from "pngjs";
import { assertEquals, assertRejects } from "@std/assert";
import { decodePicture } from "./decode_picture.ts";

Deno.test("PNG keeps its bytes, and what is transparent is laid on white", async () => {
  const picture = new PNG({ width: 2, height: 1 });
  picture.data = Buffer.from([10, 20, 30, 255, 0, 0, 0, 0]);
  const bytes = new Uint8Array(PNG.sync.write(picture));
  const { pixels, isGrey, width } = await decodePicture("a.png", bytes);
  assertEquals([[...pixels], isGrey, width], [[10, 20, 30, 255, 255, 255], false, 2]);
  await assertRejects(
    () => decodePicture("a.png", bytes.subarray(0, 50)),
    SyntaxError,
    "File 'a.png': expected a sound PNG",
  );
});

Deno.test("JPEG of one grey is that grey", async () => {
  const data = new Uint8Array(8 * 8 * 4).fill(128);
  const { data: bytes } = jpeg.encode({ data, width: 8, height: 8 }, 95);
  const { pixels, isGrey } = await decodePicture("a.jpg", new Uint8Array(bytes));
  assertEquals([pixels[0], pixels.length, isGrey], [128, 192, true]);
});
