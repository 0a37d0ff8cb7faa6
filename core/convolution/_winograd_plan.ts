import type { Arena } from "../memory/arena.ts";
import { bytesPerElement, type DType } from "../types/dtype.ts";
import { planeStrideOf } from "./_plan.ts";

/** Outputs of a tile along an axis; it takes two inputs more. */
export const tileExtent = 4;
export const frequencies = 36;
/** Bytes for one tile between its two transforms. */
export const tileBytes = frequencies * 16;
/** Bytes between the transformed filters of one frequency and the next. */
const cacheLine = 64;
/** Bytes of a transformed row of a tile. */
export const rowBytes = 6 * 16;
/** Kernels write up to a vector past the end of a laid-out image. */
export const slackBytes = 64;
/** Transformed tiles and their products together: they stay in the second-level cache beside the filters. */
const runBytes = 256 * 1024;
/** How much larger a run may be that then holds as many images as a vector has lanes. */
const largerRun = 4 / 3;
/** Whole vectors of tiles for the transforms, whole panels of 6 for the products. */
const runTiles = 12;

/** One way of a convolution by 3 by 3: the images that it reads and those that it writes. */
export interface WinogradWay {
  /** Channels, rows and columns of the source. */
  readonly source: readonly [number, number, number];
  /** Channels, rows and columns of the target. */
  readonly target: readonly [number, number, number];
  /** Zeros above and to the left of the source, at most 2. */
  readonly top: number;
  readonly left: number;
}

/** Tiles that are transformed and multiplied together. */
interface TileRun {
  /** Tiles of an image. */
  readonly tileRows: number;
  readonly tileColumns: number;
  /** Images that are laid out at a time. */
  readonly images: number;
  /** Tiles at a time. */
  readonly tiles: number;
}

/** A way as the kernels read it, see core/kernels/assembly/winograd_plan.ts. */
export interface WinogradPlan extends TileRun {
  readonly pointer: number;
  readonly paddedFilters: number;
  /** Elements of the transformed filters. */
  readonly filtersSize: number;
  /** Bytes of the images that are laid out at a time. */
  readonly imagesBytes: number;
  /** Bytes that the kernels need for each thread. */
  readonly scratchBytes: number;
}

/**
 * Plans a way for batches of at most `batch` images, with `most` bytes for a run of tiles. Where a run may hold the tiles in
 * any order, as many images as a vector has lanes are transformed together.
 */
export function winogradPlan(
  arena: Arena,
  dtype: DType,
  batch: number,
  { source, target: [filters, rows, columns], top, left }: WinogradWay,
  { most = runBytes, anyOrder = true } = {},
): WinogradPlan {
  const size = bytesPerElement[dtype], lanes = 16 / size, [channels] = source;
  const paddedFilters = Math.ceil(filters / (2 * lanes)) * 2 * lanes;
  const elements = most / (size * (channels + paddedFilters));
  const isFramed = top === 1 && left === 1;
  const usual = tileRun(rows, columns, batch, elements);
  const larger = (images: number) => tileRun(rows, columns, images, elements * largerRun);
  const together = anyOrder && isFramed && larger(batch).images >= lanes ? lanes : 1;
  const run = together === 1
    ? usual
    : larger(Math.max(1, Math.floor(usual.images / lanes)) * lanes);
  const { tileRows, tileColumns, images, tiles } = run;
  const rowStride = tileColumns * tileExtent + lanes, planeRows = tileRows * tileExtent + 2;
  const planeStride = planeStrideOf(planeRows * rowStride, dtype);
  const places = tilePlaces(arena, dtype, run, channels * planeStride, rowStride);
  const inputStride = planeStrideOf(channels * tiles, dtype) * size;
  const productStride = planeStrideOf(tiles * paddedFilters, dtype) * size;
  const layout = [...source, top, left, 1, 1, 1, 1, planeRows, rowStride, planeStride];
  const group = [1, filters, 0, 0, rows * columns, 0];
  const transformedRows = isFramed ? tileColumns * planeRows * rowBytes : 0;
  const imagesBytes = slackBytes +
    Math.max(images * channels * planeStride * size, transformedRows);
  const own = [rows, columns, tileRows, tileColumns, images, tiles, places, paddedFilters];
  const words = [...layout, ...group, ...own, together, imagesBytes, inputStride, productStride];
  return {
    ...run,
    pointer: arena.from(words, [words.length], "i32").pointer,
    paddedFilters,
    filtersSize: frequencies * (channels * paddedFilters + cacheLine / size),
    imagesBytes,
    scratchBytes: tileBytes + frequencies * (inputStride + productStride) + imagesBytes,
  };
}

/** As many tiles as `elements` transformed values of each channel allow, of as many whole images. */
function tileRun(rows: number, columns: number, batch: number, elements: number): TileRun {
  const tileRows = Math.ceil(rows / tileExtent), tileColumns = Math.ceil(columns / tileExtent);
  const imageTiles = tileRows * tileColumns;
  const most = Math.max(1, Math.floor(elements / frequencies / runTiles)) * runTiles;
  const images = Math.max(1, Math.min(batch, Math.floor(most / imageTiles)));
  const tiles = Math.min(most, Math.ceil(images * imageTiles / runTiles) * runTiles);
  return { tileRows, tileColumns, images, tiles };
}

/** Address of the places of a run's tiles in laid-out images, in bytes. */
export function tilePlaces(
  arena: Arena,
  dtype: DType,
  { tileRows, tileColumns, images }: TileRun,
  imageStride: number,
  rowStride: number,
): number {
  const places: number[] = [];
  for (let image = 0; image < images; image++) {
    for (let row = 0; row < tileRows; row++) {
      for (let column = 0; column < tileColumns; column++) {
        const place = image * imageStride + (row * rowStride + column) * tileExtent;
        places.push(place * bytesPerElement[dtype]);
      }
    }
  }
  // A vector of tiles past the last repeats it.
  while (places.length % 4 > 0) places.push(places[places.length - 1]);
  return arena.from(places, [places.length], "i32").pointer;
}
