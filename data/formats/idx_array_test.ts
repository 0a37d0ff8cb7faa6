import { assertEquals, assertThrows } from "@std/assert";
import { idxBytes } from "../testing/idx_bytes.ts";
import { readIdxArray } from "./idx_array.ts";

Deno.test("every element type comes back, also from bytes that lie anywhere", () => {
  const samples = [
    new Uint8Array([1, 255, 3, 4]),
    new Int8Array([1, -128, 3, 4]),
    new Int16Array([1, -30_000, 3, 4]),
    new Int32Array([1, -2_000_000_000, 3, 4]),
    new Float32Array([1, -0.5, 3, 1e30]),
    new Float64Array([1, -0.1, 3, 1e300]),
  ];
  for (const values of samples) {
    const bytes = idxBytes([2, 2], values);
    assertEquals(readIdxArray("a", bytes), { shape: [2, 2], values });
    const shifted = new Uint8Array([9, ...bytes]).subarray(1);
    assertEquals(readIdxArray("a", shifted).values, values);
  }
});

Deno.test("a header that claims more than the file holds is refused before memory is taken", () => {
  const bytes = idxBytes([1, 1, 1], new Float64Array(1));
  const view = new DataView(bytes.buffer);
  for (const offset of [4, 8, 12]) view.setUint32(offset, 100_000);
  assertThrows(
    () => readIdxArray("huge.idx", bytes),
    SyntaxError,
    "File 'huge.idx': expected 8000000000000016 bytes for the 100000 x 100000 x 100000 elements of its header, got 24",
  );
  assertThrows(
    () => readIdxArray("a", bytes.subarray(0, 9)),
    SyntaxError,
    "a header of 16 bytes, got a file of 9",
  );
  assertThrows(
    () => readIdxArray("a", new Uint8Array([1, 2])),
    SyntaxError,
    "byte 0: expected an IDX file",
  );
});
