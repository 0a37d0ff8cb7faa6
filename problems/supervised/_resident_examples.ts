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
  /** Built problems that read it. */
  readers: number;
}

/** Data sets in the memory of each engine, by digest and type. */
const residents = new WeakMap<Engine, Map<string, Resident>>();

/**
 * Puts a data set into an engine's memory, once for all problems built over it: trials of a worker follow each other on
 * the same data. What nobody reads any more is freed when other data come.
 */
export function acquireResident(
  engine: Engine,
  dataset: SharedDataset,
  dtype: DType,
): { readonly parts: ResidentDataset; release(): void } {
  let own = residents.get(engine);
  if (own === undefined) residents.set(engine, own = new Map());
  const key = `${dataset.digest} ${dtype}`;
  let resident = own.get(key);
  if (resident === undefined) {
    for (const [other, { arena, readers }] of own) {
      if (readers > 0) continue;
      arena.dispose();
      own.delete(other);
    }
    const arena = engine.arena();
    const part = (examples: Examples) => residentExamples(arena, examples, dtype);
    const { train, validation, test } = dataset;
    const parts = { train: part(train), validation: part(validation), test: part(test) };
    own.set(key, resident = { arena, parts, readers: 0 });
  }
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
