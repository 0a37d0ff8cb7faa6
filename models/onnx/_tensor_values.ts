import { formatShape, sizeOf } from "@descent/core";
import { isShape } from "../_stored_description.ts";
import type { TensorValues } from "../model.ts";
import { DATA_TYPES, type TensorProto } from "./_messages.ts";

const EXTERNAL = 1;

/** The numbers of a tensor of floating-point numbers. */
export function tensorValues(tensor: TensorProto, path: string): TensorValues {
  const { name = "", dataType, dataLocation, rawData, floatData, doubleData } = tensor;
  if (dataLocation === EXTERNAL) {
    throw new SyntaxError(
      `${path}: expected the numbers of tensor '${name}' in the file, got the name of another file; save the network in one file`,
    );
  }
  if (dataType !== DATA_TYPES.f32 && dataType !== DATA_TYPES.f64) {
    throw new SyntaxError(
      `${path}: expected tensor '${name}' of 32 or 64-bit floating-point numbers, got type ${dataType} of ONNX; convert it`,
    );
  }
  const shape = shapeOf(tensor, path), size = sizeOf(shape);
  const bytes = dataType === DATA_TYPES.f32 ? 4 : 8;
  const listed = dataType === DATA_TYPES.f32 ? floatData : doubleData;
  const count = rawData === undefined ? listed?.length ?? 0 : rawData.length / bytes;
  if (count !== size) {
    throw new SyntaxError(
      `${path}: expected ${size} numbers in tensor '${name}' ${
        formatShape(shape)
      }, got ${count}; the file is damaged`,
    );
  }
  if (rawData === undefined) {
    const numbers = listed ?? [];
    return {
      shape,
      data: bytes === 4 ? new Float32Array(numbers) : new Float64Array(numbers),
    };
  }
  // A copy, since the numbers may lie anywhere in the file. The machines that Deno runs on are little-endian.
  const { buffer } = new Uint8Array(rawData);
  return { shape, data: bytes === 4 ? new Float32Array(buffer) : new Float64Array(buffer) };
}

/** The whole numbers of a tensor of 64-bit ones, such as extents. */
export function wholeNumbers(tensor: TensorProto, path: string): readonly number[] {
  const { name = "", dataType, rawData, int64Data = [] } = tensor;
  if (dataType !== DATA_TYPES.i64) {
    throw new SyntaxError(
      `${path}: expected tensor '${name}' of 64-bit whole numbers, got type ${dataType} of ONNX`,
    );
  }
  if (rawData === undefined) return int64Data;
  const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
  return Array.from(
    { length: Math.floor(rawData.length / 8) },
    (_, i) => Number(view.getBigInt64(8 * i, true)),
  );
}

function shapeOf({ name = "", dims = [] }: TensorProto, path: string): readonly number[] {
  if (isShape(dims)) return dims;
  throw new SyntaxError(
    `${path}: expected tensor '${name}' of extents from 1, got ${
      formatShape(dims)
    }; the file is damaged`,
  );
}
