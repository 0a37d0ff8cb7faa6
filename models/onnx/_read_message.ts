import { type FieldType, type MessageName, MESSAGES, type ModelProto } from "./_messages.ts";
import type { BinaryReader } from "@bufbuild/protobuf/wire";

/** Messages, texts and whole numbers that a file may hold: of a byte each they would take far more memory than it. */
const MOST_ITEMS = 2 ** 19;

/** Messages inside each other. */
const DEEPEST = 24;

/** The model in a file's bytes, of which its tensors are views; the library that reads it is loaded at the first call. */
export async function readModel(bytes: Uint8Array, path: string): Promise<ModelProto> {
  const { BinaryReader } = await import("@bufbuild/protobuf/wire");
  const reading = { reader: new BinaryReader(bytes), bytes, path, items: 0 };
  try {
    return readFields("ModelProto", bytes.length, reading, 0) as ModelProto;
  } catch (error) {
    if (error instanceof SyntaxError) throw error;
    throw bad(reading, `numbers of the encoding, got "${(error as Error).message}"`);
  }
}

interface Reading {
  readonly reader: BinaryReader;
  readonly bytes: Uint8Array;
  readonly path: string;
  items: number;
}

const VARINT = 0, BYTES = 2;
/** The form in which a field of a type stands alone, in numbers of the encoding. */
const WIRE_TYPES: Readonly<Record<string, number>> = { int: VARINT, float: 5, double: 1 };

const fieldsByNumber = new Map(
  Object.entries(MESSAGES).map(([name, fields]) => [
    name,
    new Map(Object.entries(fields).map(([key, field]) => [field[0], { key, field }])),
  ]),
);

function readFields(
  name: MessageName,
  end: number,
  reading: Reading,
  depth: number,
): Record<string, unknown> {
  const { reader } = reading;
  if (depth > DEEPEST) {
    throw bad(reading, `at most ${DEEPEST} messages inside each other, got more`);
  }
  const message: Record<string, unknown> = {};
  while (reader.pos < end) {
    const start = reader.pos, tag = reader.uint32(), wire = tag & 7;
    const known = fieldsByNumber.get(name)!.get(tag >>> 3);
    const stop = wire === BYTES ? reader.uint32() + reader.pos : undefined;
    if (!(tag >= 8 && (stop ?? reader.pos) <= end)) {
      throw bad(reading, `a field of ${name} at byte ${start} that ends by byte ${end}, got none`);
    }
    if (known === undefined) {
      if (stop !== undefined) reader.pos = stop;
      else if ([0, 1, 5].includes(wire)) reader.skip(wire);
      else throw bad(reading, `a field of ${name} at byte ${start}, got encoding ${wire}`);
    } else {
      const { key, field: [, type, repeated] } = known;
      const isPacked = stop !== undefined && repeated !== undefined && type in WIRE_TYPES;
      if (!isPacked && wire !== (WIRE_TYPES[type] ?? BYTES)) {
        throw bad(reading, `${name}.${key} at byte ${start} as ${type}, got encoding ${wire}`);
      }
      const list = repeated ? (message[key] ??= []) as unknown[] : undefined;
      if (isPacked) {
        while (reader.pos < stop) list!.push(readValue(type, stop, reading, depth));
      } else {
        const value = readValue(type, stop ?? end, reading, depth);
        if (list === undefined) message[key] = value;
        else list.push(value);
      }
      if (stop !== undefined && reader.pos !== stop) {
        throw bad(reading, `${name}.${key} at byte ${start} to end at byte ${stop}, got more`);
      }
    }
    if (reader.pos > end) throw bad(reading, `${name} to end at byte ${end}, got more`);
  }
  return message;
}

function readValue(type: FieldType, stop: number, reading: Reading, depth: number): unknown {
  const { reader, bytes: file } = reading;
  const fixed = type === "float" ? 4 : type === "double" ? 8 : 0;
  if (reader.pos + fixed > stop) throw bad(reading, `a ${type} by byte ${stop}, got less`);
  if (type === "float") return reader.float();
  if (type === "double") return reader.double();
  if (++reading.items > MOST_ITEMS) {
    throw bad(reading, `at most ${MOST_ITEMS} parts, got more`);
  }
  if (type === "int") return Number(reader.int64());
  if (type !== "string" && type !== "bytes") return readFields(type, stop, reading, depth + 1);
  const bytes = file.subarray(reader.pos, stop);
  reader.pos = stop;
  return type === "bytes" ? bytes : new TextDecoder().decode(bytes);
}

function bad({ path }: Reading, expected: string): SyntaxError {
  return new SyntaxError(`${path}: expected ${expected}; the file is damaged or no ONNX file`);
}
