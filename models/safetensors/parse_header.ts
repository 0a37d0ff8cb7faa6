import { ELEMENT_BYTES, LONGEST_HEADER } from "./_elements.ts";
import type { SafetensorsEntry, SafetensorsHeader } from "./safetensors.ts";

/** The length of a header and the file's, which nothing was allocated for yet. */
export interface HeaderLength {
  /** The first 8 bytes of the file. */
  readonly start: Uint8Array;
  /** Bytes of the file. */
  readonly fileBytes: number;
  /** The file's name in messages. */
  readonly path: string;
}

/** Bytes of the header, once it is known that the file can hold them. */
export function headerLength({ start, fileBytes, path }: HeaderLength): number {
  if (start.length < 8) {
    throw bad(path, `expected a header length of 8 bytes, got a file of ${fileBytes}`);
  }
  const length = new DataView(start.buffer, start.byteOffset).getBigUint64(0, true);
  const most = Math.min(LONGEST_HEADER, fileBytes - 8);
  if (length > BigInt(most)) {
    throw bad(path, `expected a header of at most ${most} bytes, got the length ${length}`);
  }
  return Number(length);
}

/**
 * Reads and checks a header: every tensor's bytes fit its type and shape, follow each other without holes, and are all
 * that the file holds.
 *
 * @param header The header's bytes.
 * @param fileBytes Bytes of the whole file.
 * @param path The file's name in messages.
 * @returns The header.
 * @throws {SyntaxError} When anything does not hold.
 */
export function parseHeader(
  header: Uint8Array,
  fileBytes: number,
  path: string,
): SafetensorsHeader {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(header));
  } catch (error) {
    throw bad(path, `expected a header in JSON, got ${(error as Error).message}`);
  }
  if (!isObject(json)) throw bad(path, "expected a header that is an object of tensors");
  const { __metadata__: metadata = {}, ...rest } = json;
  if (!isObject(metadata) || !Object.values(metadata).every((text) => typeof text === "string")) {
    throw bad(path, "expected __metadata__ to be texts by name");
  }
  const tensors = Object.entries(rest)
    .map(([name, value]): [string, SafetensorsEntry] => [name, entryOf(name, value, path)])
    .sort(([, a], [, b]) => a.offsets[0] - b.offsets[0] || a.offsets[1] - b.offsets[1]);
  let end = 0;
  for (const [name, { offsets }] of tensors) {
    if (offsets[0] !== end) {
      throw bad(path, `expected tensor '${name}' to begin at byte ${end}, got ${offsets[0]}`);
    }
    end = offsets[1];
  }
  const dataBytes = fileBytes - 8 - header.length;
  if (end !== dataBytes) {
    throw bad(path, `expected ${end} bytes of tensors as the header says, got ${dataBytes}`);
  }
  return {
    metadata: metadata as Readonly<Record<string, string>>,
    tensors: new Map(tensors),
    dataStart: 8 + header.length,
  };
}

function entryOf(name: string, value: unknown, path: string): SafetensorsEntry {
  if (!isObject(value)) throw bad(path, `expected tensor '${name}' to be an object`);
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== "string" || !Object.hasOwn(ELEMENT_BYTES, dtype)) {
    throw bad(
      path,
      `expected a type of tensor '${name}' such as F32, got ${JSON.stringify(dtype)?.slice(0, 40)}`,
    );
  }
  if (!isCounts(shape) || !isCounts(offsets) || offsets.length !== 2) {
    throw bad(path, `expected shape and offsets of tensor '${name}' to be whole numbers from 0`);
  }
  const bytes = shape.reduce((product, extent) => product * extent, ELEMENT_BYTES[dtype]);
  const [begin, end] = offsets;
  if (end - begin !== bytes) {
    throw bad(
      path,
      `expected ${bytes} bytes of tensor '${name}' ${dtype} [${shape}], got ${end - begin}`,
    );
  }
  return { dtype, shape, offsets: [begin, end] };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((each) => Number.isSafeInteger(each) && each >= 0);
}

function bad(path: string, finding: string): SyntaxError {
  return new SyntaxError(`${path}: ${finding}; the file is damaged or no safetensors file`);
}
