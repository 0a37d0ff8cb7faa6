import type { TensorValues } from "../model.ts";

/**
 * Encodes tensors as a safetensors file: the length of the header as a 64-bit little-endian number, the header as JSON
 * padded by blanks to a multiple of 8 bytes, and the elements of each tensor, little-endian, in order.
 *
 * @category Saving and loading
 * @param tensors The tensors by name: `Float32Array`s become F32, `Float64Array`s F64.
 * @param metadata Texts by name; default none.
 * @returns The file's bytes.
 *
 * @example
 * ```ts
 * import { encodeSafetensors } from "@descent/models";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = encodeSafetensors(new Map([["w", { shape: [1], data: new Float32Array([1]) }]]));
 * const header = new TextDecoder().decode(bytes.subarray(8, -4)).trimEnd();
 * assertEquals(header, '{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}');
 * ```
 *
 * @see Hugging Face: "Safetensors", https://huggingface.co/docs/safetensors
 */
export function encodeSafetensors(
  tensors: ReadonlyMap<string, TensorValues>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const entries: [string, unknown][] = [];
  if (Object.keys(metadata).length > 0) entries.push(["__metadata__", metadata]);
  // Elements lie aligned only where none of 8 bytes follows an odd number of those of 4.
  const sorted = [...tensors].sort(([, a], [, b]) =>
    b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT
  );
  let end = 0;
  for (const [name, { shape, data }] of sorted) {
    const begin = end;
    end += data.byteLength;
    const dtype = data instanceof Float32Array ? "F32" : "F64";
    entries.push([name, { dtype, shape, data_offsets: [begin, end] }]);
  }
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const length = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + length + end).fill(0x20, 8, 8 + length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(text, 8);
  let at = 8 + length;
  for (const [, { data }] of sorted) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}
