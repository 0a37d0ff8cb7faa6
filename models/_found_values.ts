import { type DType, formatShape, type Shape, sizeOf } from "@descent/core";
import type { FoundTensor } from "./_match_tensors.ts";
import { isOrderOf, transposeAxes } from "./_transpose_axes.ts";
import type { TensorValues } from "./model.ts";
import type { SafetensorsFile } from "./safetensors/open_safetensors.ts";

/** A tensor of the network that a file gives. */
export interface WantedValues {
  readonly name: string;
  readonly shape: Shape;
  readonly dtype: DType;
  /** An order of axes that goes before the layout's. */
  readonly order: readonly number[] | undefined;
  /** The file, for messages. */
  readonly path: string;
}

/** A tensor's numbers from its place in a file, or from its parts there; 0 where it may be left out. */
export function foundValues(
  file: SafetensorsFile,
  found: readonly FoundTensor[],
  wanted: WantedValues,
): TensorValues {
  const { shape, dtype, order } = wanted;
  const ArrayType = dtype === "f32" ? Float32Array : Float64Array;
  const parts = found.map((each) =>
    partValues(file, { ...each, order: order ?? each.order }, wanted)
  );
  if (parts.length === 1) {
    const [data] = parts;
    return { shape, data: data instanceof ArrayType ? data : new ArrayType(data) };
  }
  const data = new ArrayType(sizeOf(shape)), width = shape.at(-1)!, columns = width / parts.length;
  for (let row = 0; row < data.length / width; row++) {
    parts.forEach((part, i) =>
      data.set(part.subarray(row * columns, (row + 1) * columns), row * width + i * columns)
    );
  }
  return { shape, data };
}

/** One tensor of the file in the order that it has here, or an error that names both shapes. */
function partValues(
  file: SafetensorsFile,
  { from, order, row, blocks, part }: FoundTensor,
  { name, shape, path }: WantedValues,
): TensorValues["data"] {
  const { shape: had } = file.header.tensors.get(from)!;
  const whole = row === undefined ? had : had.slice(1);
  const turned = order !== undefined && isOrderOf(order, whole)
    ? order.map((axis) => whole[axis])
    : whole;
  const fits = part === undefined
    ? formatShape(turned) === formatShape(shape) && (row === undefined || row < had[0])
    : sizeOf(turned) * part[1] === sizeOf(shape);
  if (!fits) {
    const how = row !== undefined
      ? `, as its row ${row}`
      : order !== undefined
      ? `, with its axes in the order ${formatShape(order)}`
      : part !== undefined && part[1] > 1
      ? `, as one of ${part[1]} parts`
      : "";
    throw new SyntaxError(
      `${path}: expected tensor '${from}' of the shape ${
        formatShape(shape)
      } of '${name}'${how}, got ${
        formatShape(had)
      }; check the layer, the names and the order of axes`,
    );
  }
  const read = file.read(from).data, size = sizeOf(whole);
  const data = row === undefined ? read : read.slice(row * size, (row + 1) * size);
  const ordered = order === undefined ? data : transposeAxes({ shape: whole, data }, order).data;
  return blocks === undefined ? ordered : withBlocks(ordered, shape.at(-1)!, blocks);
}

/** Rows of numbers with their equal parts in another order. */
function withBlocks(
  data: TensorValues["data"],
  width: number,
  blocks: readonly number[],
): TensorValues["data"] {
  const out = data.slice(), size = width / blocks.length;
  for (let start = 0; start < data.length; start += width) {
    blocks.forEach((block, i) => {
      const from = start + block * size;
      out.set(data.subarray(from, from + size), start + i * size);
    });
  }
  return out;
}
