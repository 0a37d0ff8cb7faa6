import {
  type Arena,
  type DType,
  gatherImages,
  gatherRows,
  type Shape,
  type Tensor,
} from "@descent/core";
import type { LayerInput, Target } from "@descent/layers";
import type { Batch } from "./batch.ts";
import type { ResidentArray, ResidentExamples } from "./_resident_examples.ts";

interface BatchMemoryOptions {
  readonly arena: Arena;
  readonly dtype: DType;
  /** Examples in a full batch. */
  readonly size: number;
  readonly inputShape: Shape;
  readonly targetShape: Shape;
  /** Factor of bytes. */
  readonly scale: number;
  /** Subtracted from bytes after scaling, one number for each element of an input; absent: nothing. */
  readonly mean: ArrayLike<number> | undefined;
}

/** The memory of one batch, through which any number of examples can be taken. */
export class BatchMemory {
  readonly #options: BatchMemoryOptions;
  readonly #mean: Tensor | undefined;
  readonly #indices: Tensor<"i32">;
  /** Tensors of a whole batch by the kinds of inputs and targets, made when they are first seen. */
  #whole: Batch | undefined;
  /** By number of examples: views are made once and kept. */
  readonly #views: { readonly batch: Batch; readonly indices: Tensor<"i32"> }[] = [];

  constructor(options: BatchMemoryOptions) {
    const { arena, dtype, size, inputShape, mean } = options;
    this.#options = options;
    this.#mean = mean === undefined ? undefined : arena.from(mean, inputShape, dtype);
    this.#indices = arena.tensor([size], "i32");
  }

  /**
   * Gathers examples by their numbers: as many as a batch has, or as are left in `order` from `start` on. The next call
   * overwrites them.
   */
  take(examples: ResidentExamples, order: Int32Array, start: number): Batch {
    const count = Math.min(this.#options.size, order.length - start);
    const { batch, indices } = this.#views[count] ??= this.#view(examples, count);
    for (let n = 0; n < count; n++) indices.data[n] = order[start + n];
    this.#gatherInputs(examples, indices, batch.x);
    gatherTargets(examples.targets, indices, batch.target);
    return batch;
  }

  #view(examples: ResidentExamples, count: number) {
    const { arena, size, dtype, inputShape, targetShape } = this.#options;
    const isIndices = examples.inputs.dtype === "i32";
    const isClasses = examples.targets.dtype === "i32";
    this.#whole ??= {
      x: arena.tensor([size, ...inputShape], isIndices ? "i32" : dtype) as LayerInput,
      target: arena.tensor([size, ...targetShape], isClasses ? "i32" : dtype) as Target,
    };
    const { x, target } = this.#whole;
    return {
      batch: { x: x.rows(0, count) as LayerInput, target: target.rows(0, count) as Target },
      indices: this.#indices.rows(0, count),
    };
  }

  #gatherInputs({ inputs }: ResidentExamples, indices: Tensor<"i32">, x: LayerInput): void {
    if (inputs.dtype === "u8") {
      gatherImages(inputs, indices, x as Tensor, this.#options.scale, this.#mean);
    } else gather(inputs, indices, x);
  }
}

function gatherTargets(all: ResidentArray, indices: Tensor<"i32">, out: Target): void {
  if (out.shape.length > 1) return gather(all, indices, out);
  for (let n = 0; n < indices.size; n++) out.data[n] = all.data[indices.data[n]];
}

function gather(all: ResidentArray, indices: Tensor<"i32">, out: Tensor | Tensor<"i32">): void {
  if (all.dtype !== "i32") {
    gatherRows(all as Tensor, indices, out as Tensor);
    return;
  }
  const row = all.shape[1];
  for (let n = 0; n < indices.size; n++) {
    const from = row * indices.data[n];
    for (let i = 0; i < row; i++) out.data[row * n + i] = all.data[from + i];
  }
}
