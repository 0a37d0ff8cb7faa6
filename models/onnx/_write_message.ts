import { type FieldType, type MessageName, MESSAGES, type ModelProto } from "./_messages.ts";
import type { BinaryWriter } from "@bufbuild/protobuf/wire";

/** The bytes of a model; the library that writes them is loaded at the first call. */
export async function writeModel(model: ModelProto): Promise<Uint8Array> {
  const { BinaryWriter } = await import("@bufbuild/protobuf/wire");
  const writer = new BinaryWriter();
  writeFields("ModelProto", model, writer);
  return writer.finish();
}

// deno-lint-ignore no-explicit-any -- The table of fields says what each message holds.
function writeFields(name: MessageName, message: any, writer: BinaryWriter): void {
  for (const [key, [number, type, repeated]] of Object.entries(MESSAGES[name])) {
    const value = message[key];
    if (value === undefined) continue;
    if (!repeated) writeField(number, type, value, writer);
    else if (isNumber(type)) {
      if (value.length === 0) continue;
      writer.tag(number, BYTES).fork();
      for (const each of value) writeNumber(type, each, writer);
      writer.join();
    } else for (const each of value) writeField(number, type, each, writer);
  }
}

const BYTES = 2;
/** The form in which a number of a type is written, in numbers of the encoding. */
const WIRE_TYPES = { int: 0, float: 5, double: 1 } as const;

type NumberType = keyof typeof WIRE_TYPES;

function isNumber(type: FieldType): type is NumberType {
  return type in WIRE_TYPES;
}

function writeNumber(type: NumberType, value: number, writer: BinaryWriter): void {
  if (type === "int") writer.int64(value);
  else if (type === "float") writer.float(value);
  else writer.double(value);
}

// deno-lint-ignore no-explicit-any -- See above.
function writeField(number: number, type: FieldType, value: any, writer: BinaryWriter): void {
  if (isNumber(type)) {
    writer.tag(number, WIRE_TYPES[type]);
    return writeNumber(type, value, writer);
  }
  writer.tag(number, BYTES);
  if (type === "string") writer.string(value);
  else if (type === "bytes") writer.bytes(value);
  else {
    writer.fork();
    writeFields(type, value, writer);
    writer.join();
  }
}
