import type { WindowShape } from "../windows/window_shape.ts";

/** Calls `visit` with each output and the places of its window that lie inside of the image, in row order. */
export function visitWindows(
  planes: number,
  { image: [H, W], kernel: [KH, KW], stride: [sh, sw], padding: [top, , left], output: [OH, OW] }:
    WindowShape,
  visit: (output: number, places: readonly number[]) => void,
): void {
  for (let plane = 0; plane < planes; plane++) {
    for (let r = 0; r < OH; r++) {
      for (let q = 0; q < OW; q++) {
        const places: number[] = [];
        for (let h = r * sh - top; h < r * sh - top + KH; h++) {
          for (let w = q * sw - left; w < q * sw - left + KW; w++) {
            if (h >= 0 && h < H && w >= 0 && w < W) places.push((plane * H + h) * W + w);
          }
        }
        visit((plane * OH + r) * OW + q, places);
      }
    }
  }
}

/** Windows of all kinds: overlapping, padded, leaving a rest, narrower than a vector, over the whole image. */
export const poolingCases = [
  { input: [1, 1, 1, 1], kernel: 1 },
  { input: [2, 3, 4, 4], kernel: 2, stride: 2 },
  { input: [2, 3, 28, 28], kernel: 2, stride: 2 },
  { input: [1, 2, 4, 10], kernel: 2, stride: 2 },
  { input: [2, 1, 6, 14], kernel: [3, 2], stride: [3, 2] },
  { input: [1, 2, 5, 7], kernel: 2, stride: 2 },
  { input: [2, 2, 7, 19], kernel: 3, stride: 2 },
  { input: [2, 2, 6, 13], kernel: 3 },
  { input: [1, 2, 7, 16], kernel: 3, stride: 2, padding: 1 },
  { input: [2, 1, 9, 21], kernel: [3, 4], stride: [1, 3], padding: [1, 2] },
  { input: [3, 2, 6, 5], kernel: [6, 5] },
  { input: [2, 1, 8, 30], kernel: 2, stride: 5 },
  { input: [1, 3, 9, 9], kernel: 3, padding: "same" },
  { input: [0, 2, 4, 4], kernel: 2 },
] as const;
