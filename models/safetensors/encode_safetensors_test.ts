import { assertEquals } from "@std/assert";
import { encodeSafetensors } from "./encode_safetensors.ts";
import { parseHeader } from "./parse_header.ts";

Deno.test("encodeSafetensors lays doubles first, aligned, and its header holds", () => {
  const bytes = encodeSafetensors(
    new Map([
      ["a", { shape: [1], data: Float32Array.of(1) }],
      ["b", { shape: [1, 2], data: Float64Array.of(2, 3) }],
      ["none", { shape: [0], data: new Float32Array(0) }],
    ]),
    { text: "é" },
  );
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  assertEquals(length % 8, 0);
  const { tensors, metadata, dataStart } = parseHeader(
    bytes.subarray(8, 8 + length),
    bytes.length,
    "f",
  );
  assertEquals([...tensors.keys()].sort(), ["a", "b", "none"]);
  assertEquals(metadata, { text: "é" });
  assertEquals([...new Float64Array(bytes.buffer, dataStart, 2)], [2, 3]);
});
