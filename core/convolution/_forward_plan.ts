import type { Arena } from "../memory/arena.ts";
import type { DType } from "../types/dtype.ts";
import {
  type ConvolutionShape,
  type Plan,
  planeStrideOf,
  type Tap,
  wholeVectors,
  writePlan,
} from "./_plan.ts";

/** The plan by which `y = w * x`: one pass, whose taps are those of a filter in order. */
export function forwardPlan(arena: Arena, dtype: DType, shape: ConvolutionShape): Plan {
  const { window, channels, filters, groups } = shape;
  const [H, W] = window.image, [KH, KW] = window.kernel, [OH, OW] = window.output;
  const [strideHeight, strideWidth] = window.stride, [top, , left] = window.padding;
  const [dilationHeight, dilationWidth] = window.dilation;
  const planeRows = OH + Math.floor((KH - 1) * dilationHeight / strideHeight);
  const rowStride = wholeVectors(OW, dtype) + Math.floor((KW - 1) * dilationWidth / strideWidth);
  const phaseRows = Math.min(strideHeight, (KH - 1) * dilationHeight + 1);
  const phaseColumns = Math.min(strideWidth, (KW - 1) * dilationWidth + 1);
  const planeStride = planeStrideOf(planeRows * rowStride, dtype);
  const groupChannels = channels / groups;
  const taps: Tap[] = [];
  for (let c = 0; c < groupChannels; c++) {
    for (let i = 0; i < KH; i++) {
      for (let j = 0; j < KW; j++) {
        const h = i * dilationHeight, w = j * dilationWidth;
        const plane = (c * phaseRows + h % strideHeight) * phaseColumns + w % strideWidth;
        const row = Math.floor(h / strideHeight), column = Math.floor(w / strideWidth);
        taps.push({
          offset: plane * planeStride + row * rowStride + column,
          place: taps.length,
        });
      }
    }
  }
  const rowLength = groupChannels * KH * KW;
  return writePlan(arena, dtype, {
    layout: {
      source: [channels, H, W],
      top,
      left,
      stride: [strideHeight, strideWidth],
      phases: [phaseRows, phaseColumns],
      planeRows,
      rowStride,
      planeStride,
    },
    groups,
    groupRows: filters / groups,
    targetPlane: OH * OW,
    passes: [{ taps, rows: OH, columns: OW, origin: 0, rowStep: OW, columnStep: 1 }],
    groupStride: filters / groups * rowLength,
    filterStride: rowLength,
  });
}
