import { parquetHeader } from "hyparquet/src/column.js";
import { decompressPage } from "hyparquet/src/datapage.js";
import { assertEquals, assertThrows } from "@std/assert";
import { parquetBudget, readParquetColumn } from "./_parquet_column.ts";
import { thriftEnd } from "./_thrift_end.ts";

const decoder = { parquetHeader, decompressPage };

/** A number as Thrift packs it. */
function zigzag(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = 2 * value;; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push(rest % 128 + 128);
  }
}

/** A page of 64-bit integers, unpacked: header, then content. */
function page(
  kind: "data" | "dictionary",
  content: readonly number[],
  count: number,
  size = content.length,
) {
  const i32 = (value: number) => [0x15, ...zigzag(value)];
  const encoding = kind === "data" ? 8 : 0;
  const values = [...i32(count), ...i32(encoding), 0];
  return [
    ...i32(kind === "data" ? 0 : 2),
    ...i32(size),
    ...i32(content.length),
    kind === "data" ? 0x2c : 0x4c,
    ...values,
    0,
    ...content,
  ];
}

const numbers = (...values: readonly number[]) => [
  ...new Uint8Array(BigInt64Array.from(values, BigInt).buffer),
];

function read(pages: readonly number[], rows: number) {
  const file = new Uint8Array(pages);
  const chunk = {
    type: "INT64",
    codec: "UNCOMPRESSED",
    data_page_offset: 0n,
    total_compressed_size: BigInt(file.length),
  };
  return readParquetColumn(file, chunk, rows, 0, parquetBudget(file.length), decoder);
}

const dictionary = page("dictionary", numbers(7, 9), 2);

Deno.test("values come from their dictionary, in runs and packed", () => {
  // Three times the second, then eight of one bit each, of which two are wanted.
  const indices = [1, 6, 1, 3, 0b10];
  assertEquals(read([...dictionary, ...page("data", indices, 5)], 5), [9, 9, 9, 7, 9]);
});

Deno.test("counts that the bytes cannot hold are refused before memory is taken", () => {
  const wrong: Record<string, () => unknown> = {
    // The library alone would write 134,217,727 values.
    "a run of 134217727 values": () =>
      read([...dictionary, ...page("data", [1, 254, 255, 255, 127, 1], 5)], 5),
    "a run of 8589934584 values": () =>
      read([...dictionary, ...page("data", [1, 255, 255, 255, 255, 7, 1], 5)], 5),
    "runs that do not end": () => read([...dictionary, ...page("data", [1, 255], 5)], 5),
    "a page of 1000000000 values where 5": () => read(page("data", [1, 6, 1], 1e9), 5),
    "a page of 3 bytes for 1000000000": () => read(page("data", [1, 6, 1], 5, 1e9), 5),
    "entry 3 of its dictionary": () => read([...dictionary, ...page("data", [2, 10, 3], 5)], 5),
    "0 values for 5 rows": () => read([...dictionary], 5),
    "a list of 268435455 elements": () =>
      thriftEnd(new Uint8Array([0x19, 0xf5, 255, 255, 255, 127, 0]), 0),
    "127 bytes of text": () => thriftEnd(new Uint8Array([0x18, 127, 65, 0]), 0),
    "structures nested deeper": () => thriftEnd(new Uint8Array(100).fill(0x1c), 0),
    "a number of more than": () => thriftEnd(new Uint8Array(100).fill(0x96), 0),
  };
  for (const [message, refuse] of Object.entries(wrong)) assertThrows(refuse, Error, message);
});
