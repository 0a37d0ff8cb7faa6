import type { Shape } from "@descent/core";

/** Rows of an image-like and of a plain kind, for the layers that take any shape. */
export const anyShapes: readonly Shape[] = [[1, 1], [3, 7], [2, 3, 5, 5]];

/** For the layers that take [N, D]. */
export const matrices: readonly Shape[] = [[1, 1], [2, 16], [7, 13]];
