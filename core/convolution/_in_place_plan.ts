import type { Arena } from "../memory/arena.ts";
import type { DType } from "../types/dtype.ts";
import { type ConvolutionShape, type Plan, wholeVectors, writePlan } from "./_plan.ts";

/**
 * The plan by which the gradient of filters of one place reads images as they lie; undefined for other filters, and
 * where rows are no whole vectors.
 *
 * Forward that would not do: it meets the same place of all channels one after the other, which may fall on few cache sets.
 */
export function inPlacePlan(
  arena: Arena,
  dtype: DType,
  { window, channels, filters, groups }: ConvolutionShape,
): Plan | undefined {
  const { image: [H, W], kernel, stride, padding } = window;
  const fits = [...kernel, ...stride].every((extent) => extent === 1) &&
    padding.every((zeros) => zeros === 0) && wholeVectors(W, dtype) === W;
  if (!fits) return undefined;
  const groupChannels = channels / groups, groupFilters = filters / groups;
  return writePlan(arena, dtype, {
    layout: {
      source: [channels, H, W],
      top: 0,
      left: 0,
      stride: [1, 1],
      phases: [1, 1],
      planeRows: H,
      rowStride: W,
      planeStride: H * W,
    },
    groups,
    groupRows: groupFilters,
    targetPlane: H * W,
    passes: [{
      taps: Array.from({ length: groupChannels }, (_, c) => ({ offset: c * H * W, place: c })),
      rows: H,
      columns: W,
      origin: 0,
      rowStep: W,
      columnStep: 1,
    }],
    groupStride: groupFilters * groupChannels,
    filterStride: groupChannels,
  });
}
