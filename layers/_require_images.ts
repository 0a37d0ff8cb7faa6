import { formatShape, type Shape } from "@descent/core";

/** Throws unless a shape is [N, C, H, W] (or [N, C, W]) with nothing empty after the batch. */
export function requireImages(layer: string, wanted: "[N, C, H, W]" | "[N, C, W]", input: Shape) {
  const [, ...rest] = input;
  if (input.length === wanted.split(",").length && !rest.includes(0)) return;
  throw new TypeError(
    `${layer}: expected input ${wanted} with extents of at least 1, got ${
      formatShape(["N", ...rest])
    }; ${rest.length === 1 ? "put a reshape layer before it" : "check the shape of the input"}`,
  );
}
