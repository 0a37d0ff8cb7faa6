import { heapGrowth } from "@descent/core/testing";
import { parquetHeader } from "hyparquet/src/column.js";
import { decompressPage } from "hyparquet/src/datapage.js";
import { assertLess, assertThrows } from "@std/assert";
import { gzipSync } from "node:zlib";
import { idxBytes } from "../testing/idx_bytes.ts";
import { npy, zip } from "../testing/sample_files.ts";
import { parquetBudget, readParquetColumn } from "./_parquet_column.ts";
import { checkPictureClaims } from "./_picture_claims.ts";
import { gunzipWhole } from "./gunzip.ts";
import { readIdxArray } from "./idx_array.ts";
import { pictureSize } from "./picture_size.ts";
import { readCsv } from "./read_csv.ts";
import { readNpy } from "./read_npy.ts";
import { readZip } from "./read_zip.ts";

/** Small files that claim, or unpack to, hundreds of megabytes, and what is said of them. */
const CLAIMS: Readonly<Record<string, readonly [read: () => unknown, message: string]>> = {
  "an IDX file of 1,000,000,000 numbers": [() => {
    const bytes = idxBytes([1, 1, 1], new Float64Array(1));
    [4, 8, 12].forEach((offset) => new DataView(bytes.buffer).setUint32(offset, 1000));
    readIdxArray("a", bytes);
  }, "expected 8000000016 bytes"],
  "a .npy array of 1,000,000,000 numbers": [
    () => readNpy("a", npy("<f8", [100_000, 10_000], new Uint8Array(8))),
    "expected 8000000000 bytes",
  ],
  "a .npy header of 4 GB": [() => {
    const bytes = npy("<f8", [1], new Uint8Array(8));
    bytes[6] = 2;
    bytes.fill(255, 8, 12);
    readNpy("a", bytes);
  }, "expected a header of 4294967307 bytes"],
  "gzip data that declare 4 GB": [() => {
    const bytes = new Uint8Array(gzipSync(new Uint8Array(100)));
    bytes.fill(255, bytes.length - 4);
    gunzipWhole("a", bytes);
  }, "got 4294967295 declared"],
  "gzip data that unpack to 200 MB and declare 100 bytes": [() => {
    const bytes = bomb();
    new DataView(bytes.buffer).setUint32(bytes.length - 4, 100, true);
    gunzipWhole("a", bytes);
  }, "of the 100 bytes that its end declares"],
  "an archive whose entry declares 2 GB": [() => {
    const bytes = zip({ "a.npy": new Uint8Array(500) });
    const view = new DataView(bytes.buffer);
    view.setUint32(view.getUint32(bytes.length - 6, true) + 24, 2 ** 31, true);
    readZip("a", bytes);
  }, "2147483648 bytes packed in"],
  "a PNG of 100,000 x 100,000 pixels": [
    () => pictureSize("a", png(100_000, 100_000)),
    "got 100000 x 100000",
  ],
  "a PNG of 8,000 x 8,000 pixels in 33 bytes": [
    () => checkPictureClaims("a", png(8000, 8000), "png", { height: 8000, width: 8000 }),
    "expected data for a picture of 8000 x 8000 pixels",
  ],
  "a JPEG of 8,000 x 8,000 pixels in 100 bytes": [
    () => checkPictureClaims("a", new Uint8Array(100), "jpeg", { height: 8000, width: 8000 }),
    "got 100 bytes",
  ],
  "a Parquet page that declares 1 GB": [() => {
    // Kind 0, 1,000,000,000 bytes in 1, one value.
    const bytes = new Uint8Array([
      0x15,
      0,
      0x15,
      0x80,
      0xa8,
      0xd6,
      0xb9,
      7,
      0x15,
      2,
      0x2c,
      0x15,
      2,
      0,
      0,
      9,
    ]);
    const chunk = {
      type: "INT64",
      codec: "SNAPPY",
      data_page_offset: 0n,
      total_compressed_size: 16n,
    };
    readParquetColumn(bytes, chunk, 1, 0, parquetBudget(16), { parquetHeader, decompressPage });
  }, "a page of 1 bytes for 1000000000"],
  "a table of 100,001 columns": [
    () => readCsv("a", new TextEncoder().encode(`${"1,".repeat(100_000)}1\n`.repeat(2))),
    "expected at most 100000 columns",
  ],
};

const packed = new Uint8Array(gzipSync(new Uint8Array(200e6), { level: 1 }));

function bomb(): Uint8Array<ArrayBuffer> {
  return packed.slice();
}

function png(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  bytes.set([8, 2], 24);
  return bytes;
}

for (const [what, [read, message]] of Object.entries(CLAIMS)) {
  Deno.test(`${what} is refused before memory is taken`, () => {
    const growth = heapGrowth(() => {
      assertThrows(read, Error, message);
    }, { bound: 50e6 });
    assertLess(growth, 50e6);
  });
}
