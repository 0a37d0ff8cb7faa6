import { bytesPerElement, type DType } from "../types/dtype.ts";

export const vectorBytes = 16;

/** Value types of the binary format. */
export const valueType = { i32: 0x7f, v128: 0x7b } as const;

/** Opcodes of the instructions that take no immediate or a local's or label's index. */
export const opcode = {
  block: 0x02,
  loop: 0x03,
  end: 0x0b,
  branch: 0x0c,
  branchIf: 0x0d,
  call: 0x10,
  select: 0x1b,
  localGet: 0x20,
  localSet: 0x21,
  i32Load: 0x28,
  i32Const: 0x41,
  i32LessUnsigned: 0x49,
  i32LessEqualUnsigned: 0x4d,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i32ShiftLeft: 0x74,
} as const;

/** The type of a block that leaves nothing on the stack. */
export const emptyBlock = 0x40;

/** Unsigned LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  do {
    const low = value % 128;
    value = Math.floor(value / 128);
    bytes.push(value > 0 ? low | 128 : low);
  } while (value > 0);
  return bytes;
}

/** A local instruction, such as `local(opcode.localGet, 3)`. */
export function indexed(instruction: number, index: number): number[] {
  return [instruction, ...unsigned(index)];
}

/** `i32.const` of a whole number of at least 0. */
export function constantI32(value: number): number[] {
  const bytes = unsigned(value);
  // The immediate is signed: a last byte of 64 or more would make it negative.
  const last = bytes.length - 1;
  if (bytes[last] >= 64) bytes.splice(last, 1, bytes[last] | 128, 0);
  return [opcode.i32Const, ...bytes];
}

/** A vector instruction. */
export function vector(instruction: number, ...immediates: number[]): number[] {
  return [0xfd, ...unsigned(instruction), ...immediates];
}

/** A constant in every lane of a vector. */
export function constantVector(value: number, dtype: DType): number[] {
  const view = new DataView(new ArrayBuffer(vectorBytes));
  for (let offset = 0; offset < vectorBytes; offset += bytesPerElement[dtype]) {
    if (dtype === "f32") view.setFloat32(offset, value, true);
    else view.setFloat64(offset, value, true);
  }
  return vector(0x0c, ...new Uint8Array(view.buffer));
}

/** Offset of a memory instruction, with the alignment hint "none". */
export function memoryArgument(offset: number): number[] {
  return [0, ...unsigned(offset)];
}

/** Types of parameters and results. */
export interface FunctionType {
  readonly parameters: readonly number[];
  readonly results: readonly number[];
}

/** A module with one exported function, on an imported memory. */
export interface OneFunctionModule {
  /** Name of the export. */
  readonly name: string;
  /** Whether threads share the memory. */
  readonly shared: boolean;
  readonly type: FunctionType;
  /** Imported functions, all of one type, from the module `kernels`; they have the indices from 0. */
  readonly imports: readonly string[];
  readonly importType: FunctionType;
  /** Types of the locals after the parameters. */
  readonly locals: readonly number[];
  /** Instructions of the function, without its `end`. */
  readonly body: readonly number[];
}

/** The binary form of a module. */
export function encode(
  { name, shared, type, imports, importType, locals, body }: OneFunctionModule,
): Uint8Array<ArrayBuffer> {
  // An import's declared maximum must not be below the memory's own; offsets below the declared minimum, one
  // page, need one check of bounds less.
  const limits = shared ? [0x03, 1, ...unsigned(65536)] : [0x00, 1];
  const memory = [...text("env"), ...text("memory"), 0x02, ...limits];
  const code = [...list(locals.map((local) => [1, local])), ...body, opcode.end];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, list([type, importType].map(functionType))),
    ...section(
      2,
      list([memory, ...imports.map((each) => [...text("kernels"), ...text(each), 0, 1])]),
    ),
    ...section(3, list([[0]])),
    ...section(7, list([[...text(name), 0x00, ...unsigned(imports.length)]])),
    ...section(10, list([[...unsigned(code.length), ...code]])),
  ]);
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

function list(entries: readonly (readonly number[])[]): number[] {
  return [...unsigned(entries.length), ...entries.flat()];
}

function text(value: string): number[] {
  const bytes = new TextEncoder().encode(value);
  return [...unsigned(bytes.length), ...bytes];
}

function functionType({ parameters, results }: FunctionType): number[] {
  return [0x60, ...list(parameters.map((type) => [type])), ...list(results.map((type) => [type]))];
}
