import type { Arena } from "../memory/arena.ts";
import { bytesPerElement, type DType } from "../types/dtype.ts";
import type { ImageLayouts } from "../types/image_layout.ts";
import type { WindowShape } from "../windows/window_shape.ts";

/** A convolution's shapes: `channels` of the images it reads, `filters` of those it writes. */
export interface ConvolutionShape {
  readonly window: WindowShape;
  readonly channels: number;
  readonly filters: number;
  readonly groups: number;
  /** How images lie, and how outputs may; default in planes. */
  readonly layouts?: ImageLayouts;
}

/** One tap of a filter: where its value lies from the start of a run, and where in the filter, in elements. */
export interface Tap {
  readonly offset: number;
  readonly place: number;
}

/** Outputs that share their taps, and where they lie in a channel of the target. */
export interface Pass {
  readonly taps: readonly Tap[];
  readonly rows: number;
  readonly columns: number;
  readonly origin: number;
  readonly rowStep: number;
  readonly columnStep: number;
}

/** How the source is laid out, see core/kernels/assembly/convolution_plan.ts. */
interface Layout {
  /** Channels, rows and columns of the source. */
  readonly source: readonly [number, number, number];
  /** Zeros before its first row and column. */
  readonly top: number;
  readonly left: number;
  /** Rows and columns of a plane are these apart in the image. */
  readonly stride: readonly [number, number];
  /** Planes of a channel: rows and columns modulo the stride, as many as taps meet. */
  readonly phases: readonly [number, number];
  readonly planeRows: number;
  /** Elements from row to row and from plane to plane. */
  readonly rowStride: number;
  readonly planeStride: number;
}

/** A plan in kernel memory and what the caller needs to know of it. */
export interface Plan {
  readonly pointer: number;
  /** Work items of one image: panels of all groups. */
  readonly panels: number;
  /** Elements of all packed filters. */
  readonly packedSize: number;
  /** Bytes of one laid-out image. */
  readonly laidOutBytes: number;
  /** Output rows of a block of the gradient. */
  readonly gradientRows: number;
  /** Bytes of the patches of one block and of its product. */
  readonly blockBytes: number;
  readonly layout: Layout;
  readonly groups: number;
  /** Filters of a group. */
  readonly groupRows: number;
  readonly taps: number;
  /** Elements of the weight from group to group and from panel row to panel row. */
  readonly groupStride: number;
  readonly filterStride: number;
}

const cacheLine = 64;
const vectorBytes = 16;
const passWords = 10;
/**
 * Patches of one block, for a native product: they stay in a cache beside their product. The gradient's product
 * sums over a block, and gains more from a long sum than from the first-level cache.
 */
const patchBytes = 48 * 1024, gradientPatchBytes = 256 * 1024;

export function wholeVectors(elements: number, dtype: DType): number {
  const lanes = vectorBytes / bytesPerElement[dtype];
  return Math.ceil(elements / lanes) * lanes;
}

/** An odd number of cache lines, so that the same place of many planes does not fall on few cache sets. */
export function planeStrideOf(elements: number, dtype: DType): number {
  const lines = Math.ceil(elements * bytesPerElement[dtype] / cacheLine);
  return (lines + (lines + 1) % 2) * cacheLine / bytesPerElement[dtype];
}

/** The fewest rows that panels of 6 and at most two of 4 take, with as many of 6 as possible. */
export function panelsOf(rows: number): { sixes: number; fours: number } {
  const choices = [0, 1, 2].map((fours) => ({
    sixes: Math.max(0, Math.ceil((rows - 4 * fours) / 6)),
    fours,
  }));
  const height = ({ sixes, fours }: { sixes: number; fours: number }) => 6 * sixes + 4 * fours;
  return choices.reduce((best, choice) => height(choice) < height(best) ? choice : best);
}

/** Rows of equal blocks, as few as will do, whose patches take at most so many bytes. */
function rowsOfBlock({ taps, rows, columns }: Pass, dtype: DType, bytes: number): number {
  const rowBytes = Math.max(1, taps.length) * columns * bytesPerElement[dtype];
  const blocks = Math.ceil(rows / Math.max(1, Math.floor(bytes / rowBytes)));
  return Math.ceil(rows / blocks);
}

/** Length of the runs that taps come in, each the next element after the one before; 1 where runs differ in length. */
function neighboursOf(taps: readonly Tap[]): number {
  const follows = (i: number) => taps[i].offset === taps[i - 1].offset + 1;
  let length = 1;
  while (length < taps.length && follows(length)) length++;
  const isRegular = taps.length % length === 0 &&
    taps.every((_, i) => i === 0 || follows(i) === (i % length !== 0));
  return isRegular ? length : 1;
}

export interface PlanContent {
  readonly layout: Layout;
  readonly groups: number;
  readonly groupRows: number;
  readonly targetPlane: number;
  readonly passes: readonly Pass[];
  readonly groupStride: number;
  readonly filterStride: number;
}

export function writePlan(arena: Arena, dtype: DType, content: PlanContent): Plan {
  const { layout, groups, groupRows, targetPlane, passes, groupStride, filterStride } = content;
  const { sixes, fours } = panelsOf(groupRows);
  const header = [
    ...layout.source,
    layout.top,
    layout.left,
    ...layout.stride,
    ...layout.phases,
    layout.planeRows,
    layout.rowStride,
    layout.planeStride,
    groups,
    groupRows,
    sixes,
    fours,
    targetPlane,
    passes.length,
  ];
  const taps = passes.reduce((total, pass) => total + pass.taps.length, 0);
  const tablesStart = header.length + passes.length * passWords;
  const words = arena.tensor([tablesStart + 2 * taps], "i32");
  let table = tablesStart;
  const address = (word: number) => words.pointer + 4 * word;
  const blockRows = passes.map((pass) => rowsOfBlock(pass, dtype, patchBytes));
  const gradientRows = rowsOfBlock(passes[0], dtype, gradientPatchBytes);
  const passHeaders = passes.map((pass, index) => {
    const count = pass.taps.length;
    words.data.set(pass.taps.map(({ offset }) => offset * bytesPerElement[dtype]), table);
    words.data.set(pass.taps.map(({ place }) => place), table + count);
    const entry = [count, address(table), address(table + count)];
    table += 2 * count;
    const place = [pass.rows, pass.columns, pass.origin, pass.rowStep, pass.columnStep];
    return [...entry, ...place, blockRows[index], neighboursOf(pass.taps)];
  });
  words.data.set([...header, ...passHeaders.flat()]);
  const planes = layout.source[0] * layout.phases[0] * layout.phases[1];
  return {
    pointer: words.pointer,
    panels: groups * (sixes + fours),
    packedSize: groups * (6 * sixes + 4 * fours) * taps,
    laidOutBytes: planes * layout.planeStride * bytesPerElement[dtype],
    gradientRows,
    blockBytes: bytesPerElement[dtype] * Math.max(
      ...passes.map(({ taps, columns }, index) =>
        (taps.length + groupRows) * Math.max(blockRows[index], gradientRows) * columns
      ),
    ),
    layout,
    groups,
    groupRows,
    taps: passes[0].taps.length,
    groupStride,
    filterStride,
  };
}
