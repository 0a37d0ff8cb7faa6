import type { Shape } from "@descent/core";
import type { TensorValues } from "./model.ts";

/** The same numbers with axis i being axis `order[i]` of before. */
export function transposeAxes(
  { shape, data }: TensorValues,
  order: readonly number[],
): TensorValues {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const turned = order.map((axis) => shape[axis]);
  const steps = order.map((axis) => strides[axis]);
  const out = data.slice(), index = turned.map(() => 0);
  let from = 0;
  for (let to = 0; to < out.length; to++) {
    out[to] = data[from];
    for (let axis = turned.length - 1; axis >= 0; axis--) {
      from += steps[axis];
      if (++index[axis] < turned[axis]) break;
      from -= steps[axis] * turned[axis];
      index[axis] = 0;
    }
  }
  return { shape: turned, data: out };
}

/** Whether an order names each axis of a shape once. */
export function isOrderOf(order: readonly number[], shape: Shape): boolean {
  return [...order].sort((a, b) => a - b).join() === shape.map((_, axis) => axis).join();
}
