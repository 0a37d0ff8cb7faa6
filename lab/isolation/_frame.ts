import { deserialize, serialize } from "node:v8";

const LENGTH_BYTES = 4;

/**
 * A message in bytes: a mark, its length, itself, and the mark again. Third-party code in the same process may write
 * between frames, or into one; it does not know the mark, and so what it writes is never taken for a message.
 */
export function encodeFrame(message: unknown, mark: Uint8Array): Uint8Array {
  const body = serialize(unshared(message));
  const frame = new Uint8Array(2 * mark.length + LENGTH_BYTES + body.length);
  frame.set(mark);
  new DataView(frame.buffer).setUint32(mark.length, body.length);
  frame.set(body, mark.length + LENGTH_BYTES);
  frame.set(mark, mark.length + LENGTH_BYTES + body.length);
  return frame;
}

/**
 * The messages of a stream of frames; bytes between them are passed over.
 *
 * @throws {TypeError} When something was written into a frame.
 */
export async function* decodeFrames(
  stream: ReadableStream<Uint8Array>,
  mark: Uint8Array,
): AsyncGenerator<unknown> {
  const head = mark.length + LENGTH_BYTES;
  let chunks: Uint8Array[] = [];
  let length = 0;
  /** Bytes that the frame which is being read takes with its head; until that is there, the head's. */
  let wanted = head;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length < wanted) continue;
    let bytes = joined(chunks, length);
    while (true) {
      const start = indexOf(bytes, mark);
      bytes = bytes.subarray(start ?? Math.max(0, bytes.length - mark.length + 1));
      wanted = head;
      if (start === undefined || bytes.length < head) break;
      const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(mark.length);
      wanted = head + size + mark.length;
      if (bytes.length < wanted) break;
      if (indexOf(bytes.subarray(head + size, wanted), mark) !== 0) {
        throw new TypeError("expected whole messages, got something written into one");
      }
      yield deserialize(bytes.slice(head, head + size));
      bytes = bytes.subarray(wanted);
    }
    chunks = [bytes];
    length = bytes.length;
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  if (chunks.length === 1) return chunks[0];
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

function indexOf(bytes: Uint8Array, mark: Uint8Array): number | undefined {
  for (let start = bytes.indexOf(mark[0]); start >= 0; start = bytes.indexOf(mark[0], start + 1)) {
    if (start + mark.length > bytes.length) return undefined;
    if (mark.every((byte, index) => bytes[start + index] === byte)) return start;
  }
  return undefined;
}

/** Shared memory stays in its process. */
function unshared(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    return value.buffer instanceof SharedArrayBuffer && "slice" in value
      ? (value as Uint8Array).slice()
      : value;
  }
  if (Array.isArray(value)) return value.map(unshared);
  if (typeof value !== "object" || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unshared(inner)]));
}
