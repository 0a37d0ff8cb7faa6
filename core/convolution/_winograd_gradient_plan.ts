import type { Arena } from "../memory/arena.ts";
import { bytesPerElement, type DType } from "../types/dtype.ts";
import { panelsOf, planeStrideOf } from "./_plan.ts";
import {
  frequencies,
  rowBytes,
  slackBytes,
  tileBytes,
  tileExtent,
  tilePlaces,
  type WinogradPlan,
  winogradPlan,
  type WinogradWay,
} from "./_winograd_plan.ts";

/** Transformed inputs and output's gradients together: long sums gain more than a smaller cache gives. */
const runBytes = 512 * 1024;

/** Plans the gradient of the filters of a way. */
export function winogradGradientPlan(
  arena: Arena,
  dtype: DType,
  batch: number,
  way: WinogradWay,
): WinogradPlan {
  // Products are summed over the tiles, and so in their order.
  const images = winogradPlan(arena, dtype, batch, way, { most: runBytes, anyOrder: false });
  const { source: [channels], target: [filters, rows, columns] } = way;
  const { tileRows, tileColumns, paddedFilters, tiles } = images;
  const size = bytesPerElement[dtype], lanes = 16 / size;
  const { sixes, fours } = panelsOf(channels);
  const paddedChannels = Math.ceil((6 * sixes + 4 * fours) / lanes) * lanes;
  const planeRows = tileRows * tileExtent, rowStride = tileColumns * tileExtent;
  const planeStride = planeStrideOf(planeRows * rowStride, dtype);
  const places = tilePlaces(arena, dtype, images, filters * planeStride, rowStride);
  const inputStride = planeStrideOf(paddedChannels * tiles, dtype) * size;
  const gradientStride = planeStrideOf(paddedFilters * tiles, dtype) * size;
  const productStride = planeStrideOf(paddedChannels * paddedFilters, dtype) * size;
  const layout = [filters, rows, columns, 0, 0, 1, 1, 1, 1, planeRows, rowStride, planeStride];
  const group = [1, channels, sixes, fours, 0, 0];
  const own = [images.pointer, places, paddedChannels, inputStride, gradientStride, productStride];
  const words = [...layout, ...group, ...own];
  const transformedRows = tileColumns * planeRows * rowBytes;
  const outputsBytes = slackBytes +
    Math.max(images.images * filters * planeStride * size, transformedRows);
  return {
    ...images,
    pointer: arena.from(words, [words.length], "i32").pointer,
    scratchBytes: tileBytes + frequencies * (inputStride + gradientStride + productStride) +
      images.imagesBytes + outputsBytes,
  };
}
