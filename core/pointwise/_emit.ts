import { bytesPerElement, type DType } from "../types/dtype.ts";
import { entriesOffset, entryWords } from "./_parameter_block.ts";
import { type Instruction, instructionsOf } from "./_instructions.ts";
import type { Program } from "./_program.ts";
import {
  constantI32,
  emptyBlock,
  encode,
  indexed,
  memoryArgument,
  opcode,
  valueType,
  vector,
  vectorBytes,
} from "./_wasm.ts";

/** Vectors per turn of the main loop: 4 ran light rules up to a quarter faster than 1. */
const unroll = 4;

const load = 0x00, store = 0x0b;
const loadSplat: Readonly<Record<DType, number>> = { f32: 0x09, f64: 0x0a };
const storeLane: Readonly<Record<DType, number>> = { f32: 0x5a, f64: 0x5b };

/**
 * Compiles a program to a module that exports `run(block, from, to)`.
 *
 * The block is a `ParameterBlock`; `from` and `to` count the elements of its entries one after the
 * other. The last elements of an entry go through the same vector instructions, one element in every lane, so
 * an element's result does not depend on where it lies.
 */
export function emit(
  program: Program,
  { tensorCount, scalarCount, dtype, shared }: {
    readonly tensorCount: number;
    readonly scalarCount: number;
    readonly dtype: DType;
    readonly shared: boolean;
  },
): Uint8Array<ArrayBuffer> {
  const block = 0, from = 1, to = 2;
  const entry = 3, entrySize = 4, remaining = 5, firstPointer = 6;
  const firstValue = firstPointer + tensorCount;
  const size = bytesPerElement[dtype];
  const lanes = vectorBytes / size;
  const get = (local: number) => indexed(opcode.localGet, local);
  const set = (local: number) => indexed(opcode.localSet, local);
  // Rules of pages call functions, which tells who asks that they need the fixed kernels.
  const { instructions, stores, hasBodies } = instructionsOf(program, dtype, shared);
  // A long chain of operations leaves units idle that other vectors' chains can use; short ones want few registers.
  const abreast = hasBodies ? unroll : 1;
  const { locals, count } = localsOf(instructions, stores.map(({ value }) => value), abreast);
  const localOf = (value: number, lane: number) =>
    firstValue + locals[value] + (instructions[value].invariant ? 0 : lane);
  const used = new Set(stores.map(({ tensor }) => tensor));
  for (const each of instructions) if (each.kind === "tensor") used.add(each.index);

  const imports: string[] = [];
  function importIndex(name: string): number {
    const index = imports.indexOf(name);
    return index >= 0 ? index : imports.push(name) - 1;
  }

  /** The part of an instruction that follows its inputs; tensors are read at `offset` bytes from their pointers. */
  function operate(
    instruction: Instruction,
    loadOpcode: number,
    offset: number,
  ): readonly number[] {
    switch (instruction.kind) {
      case "vector":
        return instruction.code;
      case "call":
        return indexed(opcode.call, importIndex(instruction.name));
      case "scalar": {
        const place = memoryArgument(instruction.index * size);
        return [...get(block), ...vector(loadSplat[dtype], ...place)];
      }
      case "tensor":
        return [
          ...get(firstPointer + instruction.index),
          ...vector(loadOpcode, ...memoryArgument(offset)),
        ];
    }
  }

  /** Computes one value for each of some neighbouring vectors, of which the first is read at `offset`. */
  function compute(value: number, vectors: number, loadOpcode: number, offset: number): number[] {
    const code: number[] = [];
    for (let lane = 0; lane < vectors; lane++) {
      for (const input of instructions[value].inputs) code.push(...get(localOf(input, lane)));
      code.push(...operate(instructions[value], loadOpcode, offset + lane * vectorBytes));
      code.push(...set(localOf(value, lane)));
    }
    return code;
  }

  function computeAll(invariant: boolean, vectors: number, loadOpcode: number, offset: number) {
    return instructions.flatMap((instruction, value) =>
      instruction.invariant === invariant ? compute(value, vectors, loadOpcode, offset) : []
    );
  }

  /** Repeats while `elements` remain; every turn does `vectors` of them at consecutive places. */
  function loop(vectors: number, single: boolean): number[] {
    const elements = single ? 1 : vectors * lanes;
    const bytes = elements * size;
    const together = Math.min(abreast, vectors);
    const turn: number[] = [];
    for (let first = 0; first < vectors; first += together) {
      const offset = first * vectorBytes;
      turn.push(...computeAll(false, together, single ? loadSplat[dtype] : load, offset));
      for (let lane = 0; lane < together; lane++) {
        for (const { tensor, value } of stores) {
          turn.push(...get(firstPointer + tensor), ...get(localOf(value, lane)));
          const place = memoryArgument(offset + lane * vectorBytes);
          turn.push(...single ? vector(storeLane[dtype], ...place, 0) : vector(store, ...place));
        }
      }
    }
    const advance = [...used].flatMap((tensor) => {
      const pointer = firstPointer + tensor;
      return [...get(pointer), ...constantI32(bytes), opcode.i32Add, ...set(pointer)];
    });
    return [
      ...[opcode.block, emptyBlock, opcode.loop, emptyBlock],
      ...[...get(remaining), ...constantI32(elements), opcode.i32LessUnsigned],
      ...indexed(opcode.branchIf, 1),
      ...turn,
      ...advance,
      ...[...get(remaining), ...constantI32(elements), opcode.i32Sub, ...set(remaining)],
      ...indexed(opcode.branch, 0),
      ...[opcode.end, opcode.end],
    ];
  }

  const loadWord = (index: number) => [
    ...[...get(entry), opcode.i32Load, ...memoryArgument(4 * index)],
  ];
  /** The smaller one of two locals, unsigned. */
  const smaller = (one: number, other: number) => [
    ...[...get(one), ...get(other)],
    ...[...get(one), ...get(other), opcode.i32LessUnsigned, opcode.select],
  ];
  /** Leaves the block around `depth` others when one local is at most another, unsigned. */
  const leaveIfAtMost = (one: number, other: number, depth: number) => [
    ...[...get(one), ...get(other), opcode.i32LessEqualUnsigned],
    ...indexed(opcode.branchIf, depth),
  ];
  /** The elements of the present entry from `from` to `to`. */
  const runEntry = [
    ...[...smaller(to, entrySize), ...get(from), opcode.i32Sub, ...set(remaining)],
    ...[...used].flatMap((tensor) => [
      ...loadWord(1 + tensor),
      ...[...get(from), ...constantI32(Math.log2(size)), opcode.i32ShiftLeft],
      ...[opcode.i32Add, ...set(firstPointer + tensor)],
    ]),
    ...[...loop(unroll, false), ...loop(1, false), ...loop(1, true)],
  ];
  /** Counts `from` and `to` from the beginning of the next entry. */
  const nextEntry = [
    ...[...get(to), ...get(entrySize), opcode.i32Sub, ...set(to)],
    ...[...get(from), ...smaller(from, entrySize), opcode.i32Sub, ...set(from)],
    ...[...get(entry), ...constantI32(4 * entryWords(tensorCount)), opcode.i32Add, ...set(entry)],
  ];
  const firstEntry = entriesOffset(scalarCount, dtype);
  const body = [
    ...[...get(block), ...constantI32(firstEntry), opcode.i32Add, ...set(entry)],
    ...computeAll(true, 1, load, 0),
    ...[opcode.block, emptyBlock, opcode.loop, emptyBlock],
    ...[...loadWord(0), ...set(entrySize)],
    ...[opcode.block, emptyBlock, ...leaveIfAtMost(entrySize, from, 0), ...runEntry, opcode.end],
    ...leaveIfAtMost(to, entrySize, 1),
    ...[...nextEntry, ...indexed(opcode.branch, 0)],
    ...[opcode.end, opcode.end],
  ];
  return encode({
    name: "run",
    shared,
    type: { parameters: [valueType.i32, valueType.i32, valueType.i32], results: [] },
    imports,
    importType: { parameters: [valueType.v128], results: [valueType.v128] },
    locals: [
      ...Array(firstValue - entry).fill(valueType.i32),
      ...Array(count).fill(valueType.v128),
    ],
    body,
  });
}

/** Gives each value a local, or `abreast` of them that others may have after its last use. */
function localsOf(
  instructions: readonly Instruction[],
  stored: readonly number[],
  abreast: number,
): { readonly locals: readonly number[]; readonly count: number } {
  const lastUse = instructions.map(() => Infinity);
  instructions.forEach(({ inputs }, user) => inputs.forEach((input) => lastUse[input] = user));
  stored.forEach((value) => lastUse[value] = Infinity);
  const locals: number[] = [], free: number[] = [];
  let count = 0;
  instructions.forEach(({ inputs, invariant }, value) => {
    if (!invariant) {
      for (const input of new Set(inputs)) {
        if (lastUse[input] === value && !instructions[input].invariant) free.push(locals[input]);
      }
    }
    const known = invariant ? undefined : free.pop();
    locals.push(known ?? count);
    if (known === undefined) count += invariant ? 1 : abreast;
  });
  return { locals, count };
}
