import type { Arena, DType, Engine, Tensor } from "@descent/core";
import type { ExampleArray, Examples, SharedDataset } from "@descent/data";

/** Examples as rows in kernel memory: bytes, indices, or numbers of the network's type. */
export type ResidentArray = Tensor<"u8"> | Tensor<"i32"> | Tensor;

/** A part of a data set in kernel memory. */
export interface ResidentExamples {
  /** Inputs, [M, D]. */
  readonly inputs: ResidentArray;
  /** Targets, [M, D]: class indices or values. */
  readonly targets: Tensor<"i32"> | Tensor;
  /** Number of examples, M. */
  readonly count: number;
}

/** The parts of a data set in kernel memory. */
export interface ResidentDataset {
  readonly train: ResidentExamples;
  readonly validation: ResidentExamples;
  readonly test: ResidentExamples;
}

interface Resident {
  readonly arena: Arena;
  readonly parts: ResidentDataset;
  readonly bytes: number;
  /** Built problems that read it. */
  readers: number;
}

/** Most bytes that data sets of an engine take together while some of them have no reader. */
const KEPT_BYTES = 256 * 2 ** 20;

/** Data sets in the memory of each engine, by digest and type; those that were read last come last. */
const residents = new WeakMap<Engine, Map<string, Resident>>();

/**
 * Puts a data set into an engine's memory, once for all problems built over it: trials of a worker come back to the same
 * data. What nobody reads any more is freed when other data need its room, what was read last as the last.
 */
export function acquireResident(
  engine: Engine,
  dataset: SharedDataset,
  dtype: DType,
  keptBytes = KEPT_BYTES,
): { readonly parts: ResidentDataset; release(): void } {
  let own = residents.get(engine);
  if (own === undefined) residents.set(engine, own = new Map());
  const key = `${dataset.digest} ${dtype}`;
  let resident = own.get(key);
  if (resident === undefined) {
    const { train, validation, test } = dataset;
    const bytes = [train, validation, test].reduce(
      (sum, { inputs, targets }) => sum + inputs.byteLength + targets.byteLength,
      0,
    );
    makeRoom(own, keptBytes - bytes);
    const arena = engine.arena();
    const part = (examples: Examples) => residentExamples(arena, examples, dtype);
    const parts = { train: part(train), validation: part(validation), test: part(test) };
    resident = { arena, parts, bytes, readers: 0 };
  }
  own.delete(key);
  own.set(key, resident);
  const acquired = resident;
  acquired.readers++;
  let released = false;
  return {
    parts: acquired.parts,
    release() {
      if (!released) acquired.readers--;
      released = true;
    },
  };
}

/** Frees data that nobody reads, the least recently read first, until the others take at most so many bytes. */
function makeRoom(own: Map<string, Resident>, mostBytes: number): void {
  let total = [...own.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  for (const [key, { arena, bytes, readers }] of own) {
    if (total <= mostBytes) return;
    if (readers > 0) continue;
    arena.dispose();
    own.delete(key);
    total -= bytes;
  }
}

function residentExamples(
  arena: Arena,
  { inputs, targets, count }: Examples,
  dtype: DType,
): ResidentExamples {
  const isClasses = targets instanceof Int32Array || targets instanceof Uint8Array;
  return {
    inputs: rowsOf(arena, inputs, count, typeOf(inputs, dtype)),
    targets: rowsOf(arena, targets, count, isClasses ? "i32" : dtype) as Tensor<"i32"> | Tensor,
    count,
  };
}

function typeOf(array: ExampleArray, dtype: DType): "u8" | "i32" | DType {
  if (array instanceof Uint8Array) return "u8";
  return array instanceof Int32Array ? "i32" : dtype;
}

function rowsOf(
  arena: Arena,
  array: ExampleArray,
  count: number,
  type: "u8" | "i32" | DType,
): ResidentArray {
  return arena.from(array, [count, array.length / count], type) as ResidentArray;
}
