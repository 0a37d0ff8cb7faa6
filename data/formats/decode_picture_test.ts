import { Buffer } from "node:buffer";
import { crc32, deflateSync } from "node:zlib";
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

Deno.test("a picture that claims more than its bytes can hold, or holds more than it claims, is refused before it is unpacked", async () => {
  const png = (width: number, height: number, data: Uint8Array, interlaced = 0) => {
    const header = new Uint8Array(13);
    new DataView(header.buffer).setUint32(0, width);
    new DataView(header.buffer).setUint32(4, height);
    header.set([8, 0, 0, 0, interlaced], 8);
    const chunk = (name: string, content: Uint8Array) => {
      const bytes = new Uint8Array(12 + content.length), view = new DataView(bytes.buffer);
      view.setUint32(0, content.length);
      bytes.set(new TextEncoder().encode(name), 4);
      bytes.set(content, 8);
      view.setUint32(8 + content.length, crc32(bytes.subarray(4, 8 + content.length)));
      return bytes;
    };
    const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
    return new Uint8Array([
      ...signature,
      ...chunk("IHDR", header),
      ...chunk("IDAT", new Uint8Array(deflateSync(data))),
      ...chunk("IEND", new Uint8Array()),
    ]);
  };
  const refused = (bytes: Uint8Array, message: string) =>
    assertRejects(() => decodePicture("a", bytes), SyntaxError, message);
  assertEquals((await decodePicture("a", png(1, 1, new Uint8Array(2), 1))).pixels.length, 3);
  await refused(png(8000, 8000, new Uint8Array(100)), "expected data for a picture of 8000 x 8000");
  await refused(png(1, 1, new Uint8Array(2 ** 20), 1), "expected 2 bytes of pixels for");
  const { data } = jpeg.encode({ data: new Uint8Array(8 * 8 * 4), width: 8, height: 8 }, 95);
  const claiming = new Uint8Array(data);
  const frame = claiming.findIndex((byte, at) => byte === 0xff && claiming[at + 1] === 0xc0);
  claiming.set([0x1f, 0x40, 0x1f, 0x40], frame + 5);
  await refused(claiming, "expected data for a picture of 8000 x 8000");
});
