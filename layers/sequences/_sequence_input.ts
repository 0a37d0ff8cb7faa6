import { formatShape, type Shape } from "@descent/core";
import type { BuildContext } from "../layer.ts";

/** Throws unless a layer's input is [N, T, D] with nothing empty after the batch, and the mask has its steps. */
export function requireSequences(
  label: string,
  [N, ...rest]: Shape,
  { paddingMask }: BuildContext,
): void {
  if (rest.length !== 2 || rest.includes(0)) {
    throw new TypeError(
      `${label}: expected input [N, T, D] with extents of at least 1, got ${
        formatShape(["N", ...rest])
      }; put an embedding or a reshape layer before it`,
    );
  }
  if (paddingMask !== undefined && paddingMask.shape[1] !== rest[0]) {
    throw new TypeError(
      `${label}: expected a padding mask ${formatShape([N, rest[0]])}, got ${
        formatShape(paddingMask.shape)
      }; keep the number of steps between masking and this layer`,
    );
  }
}
