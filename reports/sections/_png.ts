import { crc32, deflateSync } from "node:zlib";

/**
 * An image as a PNG in a data address.
 *
 * @param pixels Bytes, channel after channel.
 * @param shape Channels, 1 for grey or 3 for red, green and blue; height and width.
 * @returns The address.
 */
export function pngAddress(pixels: Uint8Array, [C, H, W]: readonly number[]): string {
  const rows = new Uint8Array(H * (1 + C * W));
  for (let y = 0; y < H; y++) {
    for (let x = 0; x < W; x++) {
      for (let c = 0; c < C; c++) {
        rows[y * (1 + C * W) + 1 + x * C + c] = pixels[(c * H + y) * W + x];
      }
    }
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, W);
  view.setUint32(4, H);
  // Eight bits; grey or colour.
  header.set([8, C === 1 ? 0 : 2], 8);
  const parts = [
    Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10),
    chunk("IHDR", header),
    chunk("IDAT", new Uint8Array(deflateSync(rows, { level: 9 }))),
    chunk("IEND", new Uint8Array()),
  ];
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return `data:image/png;base64,${bytes.toBase64()}`;
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length), view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(name), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}
