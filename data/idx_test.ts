import { assertEquals, assertLess, assertThrows } from "@std/assert";
import { gzipSync } from "node:zlib";
import { attacks } from "./_attacks.ts";
import { readIdxImages, readIdxLabels } from "./idx.ts";

function idxBytes(magic: number, sizes: readonly number[], content: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * sizes.length + content.length);
  const view = new DataView(bytes.buffer);
  [magic, ...sizes].forEach((word, index) => view.setUint32(4 * index, word));
  bytes.set(Array.from(content), 4 + 4 * sizes.length);
  return bytes;
}

function file(bytes: Uint8Array) {
  return { bytes, path: "data/some-file", mend: "fetch it again" };
}

const pixels = Array.from({ length: 3 * 4 * 5 }, (_, index) => (index * 37) % 256);
const imageBytes = idxBytes(0x803, [3, 4, 5], pixels);
const labelBytes = idxBytes(0x801, [4], [0, 9, 5, 3]);

Deno.test("images are read alike from plain and gzip content", () => {
  const expected = { images: new Uint8Array(pixels), count: 3, height: 4, width: 5 };
  assertEquals(readIdxImages(file(imageBytes)), expected);
  assertEquals(readIdxImages(file(new Uint8Array(gzipSync(imageBytes)))), expected);
});

Deno.test("labels are read alike from plain and gzip content", () => {
  const expected = new Uint8Array([0, 9, 5, 3]);
  assertEquals(readIdxLabels(file(labelBytes), 10), expected);
  assertEquals(readIdxLabels(file(new Uint8Array(gzipSync(labelBytes))), 10), expected);
});

Deno.test("bytes are read where they start in their buffer", () => {
  const shifted = new Uint8Array(labelBytes.length + 7);
  shifted.set(labelBytes, 7);
  assertEquals(readIdxLabels(file(shifted.subarray(7)), 10), new Uint8Array([0, 9, 5, 3]));
});

Deno.test("a bad file is refused with what was found, what was wanted and the mend", () => {
  const zipped = new Uint8Array(gzipSync(imageBytes));
  const flipped = zipped.slice();
  flipped[flipped.length - 6] ^= 0xff;
  const hugeLength = zipped.slice();
  hugeLength.fill(0xff, -4);
  const lyingLength = zipped.slice();
  lyingLength[lyingLength.length - 4]++;
  const claiming = imageBytes.slice();
  new DataView(claiming.buffer).setUint32(4, 0x7fffffff);
  claiming.set([0, 0, 0, 1, 0, 0, 0, 1], 8);
  const lyingHeader = new Uint8Array(gzipSync(claiming));
  const cases: readonly (readonly [Uint8Array, string])[] = [
    [imageBytes.slice(0, -1), "expected 76 bytes for the 3 x 4 x 5 elements of its header, got 75"],
    [
      new Uint8Array([...imageBytes, 0]),
      "expected 76 bytes for the 3 x 4 x 5 elements of its header, got 77",
    ],
    [imageBytes.slice(0, 10), "expected a header of 16 bytes, got a file of 10"],
    [new Uint8Array(2), "got only 2 bytes"],
    [new Uint8Array(0), "got only 0 bytes"],
    [
      labelBytes,
      "expected an IDX image file (magic number 0x00000803), " +
      "got an IDX label file (magic number 0x00000801)",
    ],
    [
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10]),
      "got a file with the magic number 0x89504e47",
    ],
    [zipped.slice(0, 30), "expected sound gzip data of "],
    [zipped.slice(0, 3), "expected sound gzip data of "],
    [flipped, "expected sound gzip data of "],
    [hugeLength, "got 4294967295 declared at its end"],
    [
      lyingLength,
      "expected sound gzip data of the 77 bytes that its end declares",
    ],
    [
      lyingHeader,
      "expected sound gzip data of 2147483663 bytes unpacked, as its header tells, got 76",
    ],
    [new Uint8Array(gzipSync(imageBytes.slice(0, 40))), "got 40 declared"],
  ];
  for (const [bytes, problem] of cases) {
    const error = assertThrows(() => readIdxImages(file(bytes)), SyntaxError, problem);
    assertEquals(error.message.startsWith("File 'data/some-file': expected "), true);
    assertEquals(error.message.endsWith("; fetch it again"), true);
  }
});

Deno.test("a gzip bomb is refused before memory is taken for it", () => {
  // A thousandth of what it unpacks to: as zeros, which are no IDX file, and behind a header that claims less.
  const length = 2 ** 26;
  const heads = [new Uint8Array(), imageBytes];
  assertEquals(heads.length, attacks.rows.bombs.times);
  for (const head of heads) {
    const bomb = new Uint8Array(length);
    bomb.set(head);
    const packed = new Uint8Array(gzipSync(bomb, { level: 9 }));
    const before = Deno.memoryUsage().rss;
    assertThrows(
      () => readIdxImages(file(packed)),
      SyntaxError,
      "File 'data/some-file': expected ",
    );
    assertLess(Deno.memoryUsage().rss - before, length / 2);
  }
});

Deno.test("an image file is no label file, and a label must be a class", () => {
  assertThrows(
    () => readIdxLabels(file(imageBytes), 10),
    SyntaxError,
    "expected an IDX label file (magic number 0x00000801), got an IDX image file",
  );
  assertThrows(
    () => readIdxLabels(file(labelBytes), 9),
    SyntaxError,
    "expected labels from 0 to 8, got 9 for item 1; fetch it again",
  );
});
