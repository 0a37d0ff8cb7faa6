import { assertEquals, assertThrows } from "@std/assert";
import { decodeSafetensors } from "./decode_safetensors.ts";
import { encodeSafetensors } from "./encode_safetensors.ts";

Deno.test("decodeSafetensors gives back every bit, from any place in memory", () => {
  const tensors = new Map([
    ["doubles", { shape: [2], data: Float64Array.of(-0, Infinity) }],
    ["a/b", { shape: [1, 3], data: Float32Array.of(1e-45, -0, 3) }],
    ["none", { shape: [0], data: new Float32Array(0) }],
  ]);
  const encoded = encodeSafetensors(tensors, { note: "é" });
  const moved = new Uint8Array(encoded.length + 3);
  moved.set(encoded, 3);
  assertEquals(decodeSafetensors(moved.subarray(3), "f"), { tensors, metadata: { note: "é" } });
  assertThrows(() => decodeSafetensors(encoded.subarray(0, -1), "f"), SyntaxError, "f: ");
  assertThrows(() => decodeSafetensors(new Uint8Array(3), "f"), SyntaxError, "f: ");
});

Deno.test("decodeSafetensors refuses whole numbers", () => {
  const header = '{"n":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}';
  const bytes = new Uint8Array(8 + header.length + 1);
  bytes[0] = header.length;
  bytes.set(new TextEncoder().encode(header), 8);
  assertThrows(() => decodeSafetensors(bytes, "f"), SyntaxError, "got U8");
});
