import { assertEquals } from "@std/assert";
import { idxBytes } from "./idx_bytes.ts";

Deno.test("an IDX file has type, rank, extents and elements, big-endian", () => {
  assertEquals(
    idxBytes([2], Int16Array.of(1, -2)),
    new Uint8Array([0, 0, 0x0b, 1, 0, 0, 0, 2, 0, 1, 255, 254]),
  );
});
