import type { TensorValues } from "../model.ts";
import { FLOAT_BYTES } from "./_elements.ts";
import { numbersOf } from "./_numbers_of.ts";
import { headerLength, parseHeader } from "./parse_header.ts";

/**
 * The content of a safetensors file.
 *
 * @category Saving and loading
 */
export interface DecodedSafetensors {
  /** The tensors by name. */
  readonly tensors: ReadonlyMap<string, TensorValues>;
  /** Texts by name. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Decodes a whole safetensors file of floating-point numbers, as {@linkcode encodeSafetensors} makes it.
 *
 * @category Saving and loading
 * @param bytes The file's bytes.
 * @param path The file's name in messages.
 * @returns Copies of its tensors, and its metadata.
 * @throws {SyntaxError} When the header does not hold, or a tensor is of whole numbers.
 *
 * @example
 * ```ts
 * import { decodeSafetensors, encodeSafetensors } from "@descent/models";
 * import { assertEquals } from "@std/assert";
 *
 * const tensors = new Map([["w", { shape: [1], data: new Float32Array([1]) }]]);
 * assertEquals(decodeSafetensors(encodeSafetensors(tensors), "w").tensors, tensors);
 * ```
 */
export function decodeSafetensors(bytes: Uint8Array, path: string): DecodedSafetensors {
  const length = headerLength({ start: bytes.subarray(0, 8), fileBytes: bytes.length, path });
  const { tensors, metadata, dataStart } = parseHeader(
    bytes.subarray(8, 8 + length),
    bytes.length,
    path,
  );
  const decoded = new Map<string, TensorValues>();
  for (const [name, entry] of tensors) {
    if (!Object.hasOwn(FLOAT_BYTES, entry.dtype)) {
      throw new SyntaxError(
        `${path}: expected tensor '${name}' of F64, F32, F16 or BF16, got ${entry.dtype}; read it from another file`,
      );
    }
    const [begin, end] = entry.offsets;
    decoded.set(name, numbersOf(entry, bytes.slice(dataStart + begin, dataStart + end)));
  }
  return { tensors: decoded, metadata };
}
