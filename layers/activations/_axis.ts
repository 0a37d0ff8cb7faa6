import { formatShape, type Shape, sizeOf } from "@descent/core";

/** An axis of a tensor [N, ...], and what lies before and after it. */
export interface AxisParts {
  /** The axis, counted from the batch. */
  readonly axis: number;
  readonly extent: number;
  /** Places before it in an example, and elements after it. */
  readonly outer: number;
  readonly inner: number;
}

/** Throws unless an axis after the batch has an extent that `parts` divides. */
export function partsOfAxis(
  label: string,
  input: Shape,
  given: number,
  parts: number,
): AxisParts {
  const axis = given < 0 ? input.length + given : given;
  const extent = input[axis];
  if (axis >= 1 && axis < input.length && extent >= 1 && extent % parts === 0) {
    const outer = sizeOf(input.slice(1, axis)), inner = sizeOf(input.slice(axis + 1));
    return { axis, extent, outer, inner };
  }
  throw new TypeError(
    `${label}: expected input with a multiple of ${parts} on axis ${given}, after the batch, got ${
      formatShape(input.length === 0 ? [] : ["N", ...input.slice(1)])
    }; give the layer before it ${parts} times as many outputs`,
  );
}
