import { kernelModule } from "../kernels/kernels_generated.ts";

/** One value of a function's body: its instruction, and the earlier values that it takes; -1 is the argument. */
export interface BodyValue {
  readonly code: readonly number[];
  readonly inputs: readonly number[];
}

/** The values of a body in order; the last one is the result. */
export type StraightBody = readonly BodyValue[];

const bodies = new Map<string, StraightBody | undefined>();
let places: ReadonlyMap<string, number> | undefined;

/**
 * The body of a fixed kernel from a vector to a vector as a list of values; `undefined` where it branches.
 *
 * Both kinds of kernels, relaxed and strict, have the same functions of this form: they multiply and add apart.
 *
 * @param name The export, such as `exp_f32`.
 */
export function straightBody(name: string): StraightBody | undefined {
  if (!bodies.has(name)) {
    const bytes = Uint8Array.fromBase64(kernelModule);
    places ??= functionPlaces(bytes);
    bodies.set(name, readBody(new Reader(bytes, places.get(name)!)));
  }
  return bodies.get(name);
}

class Reader {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  /** An unsigned LEB128. */
  number(): number {
    let value = 0, factor = 1, byte;
    do {
      byte = this.bytes[this.at++];
      value += (byte & 127) * factor;
      factor *= 128;
    } while (byte & 128);
    return value;
  }

  text(): string {
    const length = this.number();
    return new TextDecoder().decode(this.bytes.subarray(this.at, this.at += length));
  }

  /** The bytes from an earlier place to here. */
  since(start: number): readonly number[] {
    return [...this.bytes.subarray(start, this.at)];
  }
}

const importSection = 2, exportSection = 7, codeSection = 10;
const functionKind = 0, memoryKind = 2;

/** Where the bodies of exported functions begin. */
function functionPlaces(bytes: Uint8Array): ReadonlyMap<string, number> {
  const reader = new Reader(bytes, 8);
  const exported = new Map<string, number>(), starts: number[] = [];
  let imported = 0;
  while (reader.at < bytes.length) {
    const section = bytes[reader.at++], end = reader.number() + reader.at;
    const count = section === 0 ? 0 : reader.number();
    for (let i = 0; i < count; i++) {
      if (section === importSection) {
        reader.text();
        reader.text();
        const kind = bytes[reader.at++];
        if (kind === functionKind) imported++;
        const hasMaximum = kind === memoryKind && (bytes[reader.at++] & 1) === 1;
        reader.number();
        if (hasMaximum) reader.number();
      } else if (section === exportSection) {
        const name = reader.text(), kind = bytes[reader.at++], index = reader.number();
        if (kind === functionKind) exported.set(name, index);
      } else if (section === codeSection) {
        const size = reader.number();
        starts.push(reader.at);
        reader.at += size;
      } else break;
    }
    reader.at = end;
  }
  return new Map([...exported].map(([name, index]) => [name, starts[index - imported]]));
}

const end = 0x0b, localGet = 0x20, localSet = 0x21, localTee = 0x22, constantI32 = 0x41;
const vectorPrefix = 0xfd, vectorConstant = 0x0c;

/** Shifts of whole numbers, by a constant. */
const shifts: readonly number[] = [0xab, 0xac, 0xad, 0xcb, 0xcc, 0xcd];

/** How many values the vector instructions take that functions of a number are made of. */
const inputCounts: ReadonlyMap<number, number> = new Map([
  [vectorConstant, 0],
  // bitselect
  [0x52, 3],
  // not; abs, neg and sqrt of f32x4 and of f64x2
  ...[0x4d, 0xe0, 0xe1, 0xe3, 0xec, 0xed, 0xef, ...shifts].map((code) => [code, 1] as const),
  // comparisons of f32x4 and f64x2; and, andnot, or, xor; sums of whole numbers
  ...range(0x41, 0x4c),
  ...range(0x4e, 0x51),
  ...[0xae, 0xb1, 0xce, 0xd1].map((code) => [code, 2] as const),
  // add, sub, mul, div, min, max, pmin and pmax of both types
  ...range(0xe4, 0xeb),
  ...range(0xf0, 0xf7),
]);

function range(first: number, last: number): (readonly [number, 2])[] {
  return Array.from({ length: last - first + 1 }, (_, i) => [first + i, 2]);
}

function readBody(reader: Reader): StraightBody | undefined {
  for (let groups = reader.number(); groups > 0; groups--) {
    reader.number();
    reader.at++;
  }
  const values: BodyValue[] = [], stack: number[] = [], locals = new Map([[0, -1]]);
  let shift: readonly number[] = [];
  while (true) {
    const start = reader.at, instruction = reader.bytes[reader.at++];
    if (instruction === end) break;
    if (instruction === localGet) stack.push(locals.get(reader.number())!);
    else if (instruction === localSet) locals.set(reader.number(), stack.pop()!);
    else if (instruction === localTee) locals.set(reader.number(), stack.at(-1)!);
    else if (instruction === constantI32) {
      reader.number();
      shift = reader.since(start);
    } else {
      const code = instruction === vectorPrefix ? reader.number() : NaN;
      const count = inputCounts.get(code);
      if (count === undefined || shifts.includes(code) !== shift.length > 0) return undefined;
      if (code === vectorConstant) reader.at += 16;
      const inputs = stack.splice(stack.length - count);
      stack.push(values.push({ code: [...shift, ...reader.since(start)], inputs }) - 1);
      shift = [];
    }
  }
  return stack[0] === values.length - 1 ? values : undefined;
}
