import { type FieldType, type MessageName, MESSAGES, type ModelProto } from "./_messages.ts";
import type { PbfWriter } from "pbf";

/** The bytes of a model; the library that writes them is loaded at the first call. */
export async function writeModel(model: ModelProto): Promise<Uint8Array> {
  const { PbfWriter } = await import("pbf");
  const writer = new PbfWriter();
  writeFields("ModelProto", model, writer);
  return writer.finish();
}

// deno-lint-ignore no-explicit-any -- The table of fields says what each message holds.
function writeFields(name: MessageName, message: any, writer: PbfWriter): void {
  for (const [key, [number, type, repeated]] of Object.entries(MESSAGES[name])) {
    const value = message[key];
    if (value === undefined) continue;
    if (!repeated) writeField(number, type, value, writer);
    else if (type === "int") writer.writePackedVarint(number, value);
    else if (type === "float") writer.writePackedFloat(number, value);
    else if (type === "double") writer.writePackedDouble(number, value);
    else for (const each of value) writeField(number, type, each, writer);
  }
}

const VARINT = 0, FIXED64 = 1, BYTES = 2, FIXED32 = 5;

// deno-lint-ignore no-explicit-any -- See above.
function writeField(number: number, type: FieldType, value: any, writer: PbfWriter): void {
  switch (type) {
    case "int":
      writer.writeTag(number, VARINT);
      return writer.writeVarint(value);
    case "float":
      writer.writeTag(number, FIXED32);
      return writer.writeFloat(value);
    case "double":
      writer.writeTag(number, FIXED64);
      return writer.writeDouble(value);
    case "string":
      writer.writeTag(number, BYTES);
      return writer.writeString(value);
    case "bytes":
      writer.writeTag(number, BYTES);
      return writer.writeBytes(value);
    default:
      writer.writeMessage(number, (each, inner) => writeFields(type, each, inner), value);
  }
}
