import { bytesPerElement, type DType } from "../types/dtype.ts";
import type { MathOperation, Operation } from "./node.ts";
import { entriesOffset, entryWords } from "./_parameter_block.ts";
import type { Program, Step } from "./_program.ts";
import {
  constantI32,
  emptyBlock,
  encode,
  indexed,
  memoryArgument,
  opcode,
  valueType,
  vector,
} from "./_wasm.ts";

/** Vectors per turn of the main loop: 4 ran light rules up to a quarter faster than 1. */
const unroll = 4;
const vectorBytes = 16;

/** Operations that are one vector instruction, for f32x4 and f64x2; the others are functions. */
const vectorOpcodes: {
  readonly [O in Exclude<Operation, MathOperation>]: readonly [f32: number, f64: number];
} = {
  select: [0x52, 0x52],
  equal: [0x41, 0x47],
  notEqual: [0x42, 0x48],
  less: [0x43, 0x49],
  greater: [0x44, 0x4a],
  lessEqual: [0x45, 0x4b],
  greaterEqual: [0x46, 0x4c],
  not: [0x4d, 0x4d],
  and: [0x4e, 0x4e],
  or: [0x50, 0x50],
  floor: [0x68, 0x75],
  round: [0x6a, 0x94],
  abs: [0xe0, 0xec],
  neg: [0xe1, 0xed],
  sqrt: [0xe3, 0xef],
  add: [0xe4, 0xf0],
  sub: [0xe5, 0xf1],
  mul: [0xe6, 0xf2],
  div: [0xe7, 0xf3],
  min: [0xe8, 0xf4],
  max: [0xe9, 0xf5],
};

/** Whether an operation is a function of the fixed kernels. */
export function isMath(operation: Operation): operation is MathOperation {
  return !(operation in vectorOpcodes);
}

const load = 0x00, store = 0x0b, constantVector = 0x0c;
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
  const firstStep = firstPointer + tensorCount;
  const size = bytesPerElement[dtype];
  const lanes = vectorBytes / size;
  const get = (local: number) => indexed(opcode.localGet, local);
  const set = (local: number) => indexed(opcode.localSet, local);
  const used = new Set(program.stores.map(({ tensor }) => tensor));
  for (const step of program.steps) if (step.kind === "tensor") used.add(step.index);

  const imports: string[] = [];
  function importIndex(name: string): number {
    const index = imports.indexOf(name);
    return index >= 0 ? index : imports.push(name) - 1;
  }

  function operate(operation: Operation): number[] {
    return isMath(operation)
      ? indexed(opcode.call, importIndex(`${operation}_${dtype}`))
      : vector(vectorOpcodes[operation][dtype === "f32" ? 0 : 1]);
  }

  /** Leaves the step's value on the stack; tensors are read at `offset` bytes from their pointers. */
  function compute(step: Step, loadOpcode: number, offset: number): number[] {
    switch (step.kind) {
      case "constant":
        return vector(constantVector, ...constantBytes(step.value, dtype));
      case "scalar": {
        const place = memoryArgument(step.index * size);
        return [...get(block), ...vector(loadSplat[dtype], ...place)];
      }
      case "tensor":
        return [
          ...get(firstPointer + step.index),
          ...vector(loadOpcode, ...memoryArgument(offset)),
        ];
      case "operation": {
        const { inputs } = step;
        // bitselect wants the condition last.
        const order = step.operation === "select" ? [inputs[1], inputs[2], inputs[0]] : inputs;
        return [...order.flatMap((input) => get(firstStep + input)), ...operate(step.operation)];
      }
    }
  }

  function computeSteps(invariant: boolean, loadOpcode: number, offset: number): number[] {
    return program.steps.flatMap((step, index) =>
      program.invariant[index] === invariant
        ? [...compute(step, loadOpcode, offset), ...set(firstStep + index)]
        : []
    );
  }

  /** Repeats while `elements` remain; every turn does `vectors` of them at consecutive places. */
  function loop(vectors: number, single: boolean): number[] {
    const elements = single ? 1 : vectors * lanes;
    const bytes = elements * size;
    const turn: number[] = [];
    for (let index = 0; index < vectors; index++) {
      const offset = index * vectorBytes;
      turn.push(...computeSteps(false, single ? loadSplat[dtype] : load, offset));
      for (const { tensor, step } of program.stores) {
        turn.push(...get(firstPointer + tensor), ...get(firstStep + step));
        const place = memoryArgument(offset);
        turn.push(...single ? vector(storeLane[dtype], ...place, 0) : vector(store, ...place));
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
    ...computeSteps(true, load, 0),
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
      ...Array(firstStep - entry).fill(valueType.i32),
      ...program.steps.map(() => valueType.v128),
    ],
    body,
  });
}

function constantBytes(value: number, dtype: DType): Uint8Array {
  const view = new DataView(new ArrayBuffer(vectorBytes));
  for (let offset = 0; offset < vectorBytes; offset += bytesPerElement[dtype]) {
    if (dtype === "f32") view.setFloat32(offset, value, true);
    else view.setFloat64(offset, value, true);
  }
  return new Uint8Array(view.buffer);
}
