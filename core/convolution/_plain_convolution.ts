import type { WindowShape } from "../windows/window_shape.ts";

/** Output and gradients in f64 by plain loops. */
export function plainConvolution(
  { kernel: [KH, KW], stride: [sh, sw], dilation: [eh, ew], padding: [top, , left] }: WindowShape,
  [N, C, H, W]: readonly number[],
  [, F, OH, OW]: readonly number[],
  groups: number,
  x: ArrayLike<number>,
  w: ArrayLike<number>,
  b: ArrayLike<number>,
  dy: ArrayLike<number>,
) {
  const y = new Float64Array(N * F * OH * OW), dx = new Float64Array(x.length);
  const dw = new Float64Array(w.length), db = new Float64Array(F);
  const CG = C / groups, FG = F / groups;
  for (let n = 0; n < N; n++) {
    for (let f = 0; f < F; f++) {
      for (let r = 0; r < OH; r++) {
        for (let q = 0; q < OW; q++) {
          const output = ((n * F + f) * OH + r) * OW + q;
          y[output] += b[f];
          db[f] += dy[output];
          for (let c = 0; c < CG; c++) {
            for (let i = 0; i < KH; i++) {
              for (let j = 0; j < KW; j++) {
                const h = r * sh + i * eh - top, v = q * sw + j * ew - left;
                if (h < 0 || h >= H || v < 0 || v >= W) continue;
                const input = ((n * C + Math.floor(f / FG) * CG + c) * H + h) * W + v;
                const weight = ((f * CG + c) * KH + i) * KW + j;
                y[output] += w[weight] * x[input];
                dx[input] += w[weight] * dy[output];
                dw[weight] += x[input] * dy[output];
              }
            }
          }
        }
      }
    }
  }
  return { y, dx, dw, db };
}
