import type { Arena } from "../memory/arena.ts";
import { bytesPerElement, type DType } from "../types/dtype.ts";

/** Where the entries begin in a parameter block, after the scalars. */
export function entriesOffset(scalarCount: number, dtype: DType): number {
  return Math.ceil(scalarCount * bytesPerElement[dtype] / 8) * 8;
}

/** Words of one entry: the number of elements, then the tensors' addresses in the rule's order. */
export function entryWords(tensorCount: number): number {
  return 1 + tensorCount;
}

/**
 * Input of a compiled rule, read before its loop, in kernel memory: the scalars in the element type, then
 * one entry of u32 words for each set of tensors that the rule runs over.
 */
export class ParameterBlock {
  /** Byte address. */
  readonly pointer: number;
  /** The scalars, live; NaN at first, so that a forgotten one shows. */
  readonly scalars: Float32Array | Float64Array;
  readonly #words: Uint32Array;
  readonly #stride: number;

  constructor(
    arena: Arena,
    { dtype, scalarCount, tensorCount, entryCount }: {
      readonly dtype: DType;
      readonly scalarCount: number;
      readonly tensorCount: number;
      readonly entryCount: number;
    },
  ) {
    const offset = entriesOffset(scalarCount, dtype);
    this.#stride = entryWords(tensorCount);
    const words = entryCount * this.#stride;
    this.pointer = arena.tensor([offset + 4 * words], "u8").pointer;
    // Read after the allocation: a buffer taken before memory grows does not reach into the new part.
    const { buffer } = arena.engine.memory;
    this.scalars = dtype === "f32"
      ? new Float32Array(buffer, this.pointer, scalarCount)
      : new Float64Array(buffer, this.pointer, scalarCount);
    this.scalars.fill(NaN);
    this.#words = new Uint32Array(buffer, this.pointer + offset, words);
  }

  /** Sets how many elements an entry's tensors have. */
  setSize(entry: number, size: number): void {
    this.#words[entry * this.#stride] = size;
  }

  /** Sets the address of an entry's tensor, by its position in the rule. */
  setPointer(entry: number, tensor: number, pointer: number): void {
    this.#words[entry * this.#stride + 1 + tensor] = pointer;
  }
}
