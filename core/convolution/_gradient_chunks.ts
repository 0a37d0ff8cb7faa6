import type { Arena } from "../memory/arena.ts";
import { bytesPerElement, type DType } from "../memory/dtype.ts";
import type { Plan } from "./_plan.ts";

/**
 * Runs of outputs (one vector each) in a chunk: 6 filters' runs are then 24 kB, and leave room in the
 * first-level cache for the images.
 */
const chunkRuns = 256;
const vectorBytes = 16;
const mostRowsOfPanel = 6;

/** The chunks of a batch over which weight gradients are summed; see the kernel. */
export class GradientChunks {
  /** Images of a chunk. */
  readonly images: number;
  /** Output rows of a chunk; fewer than an image's only when a chunk is part of one image. */
  readonly rows: number;
  /** Address of the runs' offsets in bytes, for a full chunk. */
  readonly runs: number;
  /** Bytes that the kernel needs. */
  readonly scratchBytes: number;

  constructor(
    arena: Arena,
    dtype: DType,
    batch: number,
    [OH, OW]: readonly [number, number],
    { layout, laidOutBytes, groups, groupRows }: Plan,
  ) {
    const size = bytesPerElement[dtype], lanes = vectorBytes / size;
    const rowRuns = Math.ceil(OW / lanes), imageRuns = OH * rowRuns;
    const parts = Math.max(1, Math.round(imageRuns / chunkRuns));
    this.rows = Math.ceil(OH / parts);
    this.images = Math.max(1, Math.min(batch, Math.floor(chunkRuns / imageRuns)));
    const offsets: number[] = [];
    for (let image = 0; image < this.images; image++) {
      for (let row = 0; row < this.rows; row++) {
        for (let run = 0; run < rowRuns; run++) {
          offsets.push(
            image * laidOutBytes + (row * layout.rowStride + run * lanes) * size,
          );
        }
      }
    }
    const table = arena.tensor([offsets.length], "i32");
    table.data.set(offsets);
    this.runs = table.pointer;
    this.scratchBytes = this.images * laidOutBytes + 64 +
      offsets.length * mostRowsOfPanel * vectorBytes + groups * groupRows * bytesPerElement.f64;
  }
}
