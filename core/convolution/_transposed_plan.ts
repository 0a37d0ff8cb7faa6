import type { Arena } from "../memory/arena.ts";
import type { DType } from "../types/dtype.ts";
import {
  type ConvolutionShape,
  type Pass,
  type Plan,
  planeStrideOf,
  type Tap,
  wholeVectors,
  writePlan,
} from "./_plan.ts";

/**
 * The plan by which `dx` comes from `dy`: a pass for each row and column of the image modulo the stride, with
 * the taps that windows have there. Tap i of the window at oh meets row `h = oh stride + i dilation - top`.
 */
export function transposedPlan(arena: Arena, dtype: DType, shape: ConvolutionShape): Plan {
  const { window, channels, filters, groups } = shape;
  const [H, W] = window.image, [KH, KW] = window.kernel, [OH, OW] = window.output;
  const [strideH, strideW] = window.stride, [paddingTop, , paddingLeft] = window.padding;
  const [dilationH, dilationW] = window.dilation;
  const vertical = phases(H, KH, strideH, dilationH, paddingTop);
  const horizontal = phases(W, KW, strideW, dilationW, paddingLeft);
  const top = zerosBefore(vertical), left = zerosBefore(horizontal);
  const planeRows = Math.max(...vertical.map(({ extent, last }) => extent + last + top));
  const rowStride = Math.max(
    left,
    ...horizontal.map(({ extent, last }) => wholeVectors(extent, dtype) + last + left),
  );
  const planeStride = planeStrideOf(planeRows * rowStride, dtype);
  const groupFilters = filters / groups, groupChannels = channels / groups;
  const passes: Pass[] = vertical.flatMap((down) =>
    horizontal.map((across) => {
      const taps: Tap[] = [];
      for (let f = 0; f < groupFilters; f++) {
        for (const { tap: i, shift: row } of down.taps) {
          for (const { tap: j, shift: column } of across.taps) {
            taps.push({
              offset: f * planeStride + (row + top) * rowStride + column + left,
              place: (f * groupChannels * KH + i) * KW + j,
            });
          }
        }
      }
      return {
        taps,
        rows: down.extent,
        columns: across.extent,
        origin: down.phase * W + across.phase,
        rowStep: strideH * W,
        columnStep: strideW,
      };
    })
  );
  return writePlan(arena, dtype, {
    layout: {
      source: [filters, OH, OW],
      top,
      left,
      stride: [1, 1],
      phases: [1, 1],
      planeRows,
      rowStride,
      planeStride,
    },
    groups,
    groupRows: groupChannels,
    targetPlane: H * W,
    passes,
    groupStride: groupFilters * groupChannels * KH * KW,
    filterStride: KH * KW,
  });
}

/** Positions of an axis that are `phase` modulo the stride, and the taps that meet them. */
interface Phase {
  readonly phase: number;
  readonly extent: number;
  /** Taps with the window that they belong to: that of the position's number plus `shift`. */
  readonly taps: readonly { readonly tap: number; readonly shift: number }[];
  /** Largest shift, at least 0. */
  readonly last: number;
}

function phases(
  extent: number,
  kernel: number,
  stride: number,
  dilation: number,
  before: number,
): Phase[] {
  return Array.from({ length: Math.min(stride, extent) }, (_, phase) => {
    const taps = Array.from({ length: kernel }, (_, tap) => ({
      tap,
      shift: (phase + before - tap * dilation) / stride,
    })).filter(({ shift }) => Number.isInteger(shift));
    return {
      phase,
      extent: Math.ceil((extent - phase) / stride),
      taps,
      last: Math.max(0, ...taps.map(({ shift }) => shift)),
    };
  });
}

function zerosBefore(phases: readonly Phase[]): number {
  return Math.max(0, ...phases.flatMap(({ taps }) => taps.map(({ shift }) => -shift)));
}
