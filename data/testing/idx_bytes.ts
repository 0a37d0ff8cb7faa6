import type { IdxValues } from "../formats/idx_array.ts";

/**
 * An IDX file, for tests.
 *
 * @param shape Its extents.
 * @param values Its elements.
 * @returns Its bytes.
 */
export function idxBytes(shape: readonly number[], values: IdxValues): Uint8Array<ArrayBuffer> {
  const types = new Map<
    unknown,
    readonly [number, "Uint8" | "Int8" | "Int16" | "Int32" | "Float32" | "Float64"]
  >([
    [Uint8Array, [0x08, "Uint8"]],
    [Int8Array, [0x09, "Int8"]],
    [Int16Array, [0x0b, "Int16"]],
    [Int32Array, [0x0c, "Int32"]],
    [Float32Array, [0x0d, "Float32"]],
    [Float64Array, [0x0e, "Float64"]],
  ]);
  const [type, name] = types.get(values.constructor)!;
  const start = 4 + 4 * shape.length;
  const bytes = new Uint8Array(start + values.byteLength);
  const view = new DataView(bytes.buffer);
  bytes.set([0, 0, type, shape.length]);
  shape.forEach((extent, index) => view.setUint32(4 + 4 * index, extent));
  values.forEach((value, index) =>
    view[`set${name}`](start + index * values.BYTES_PER_ELEMENT, value)
  );
  return bytes;
}
