/** Section number of the functions' bodies. */
const codeSection = 10;
/** Bytes of the magic number and the version. */
const preambleBytes = 8;

/** Bytes `start` to `end` of a file are to be replaced by others. */
export interface ByteChange {
  readonly start: number;
  readonly end: number;
  readonly bytes: Uint8Array;
}

/**
 * The changes that make one WebAssembly module of another that differs from it in bodies of functions alone: each such
 * body with its length, and the head of their section.
 */
export function byteChanges(from: Uint8Array, to: Uint8Array): ByteChange[] {
  const old = codePieces(from), wanted = codePieces(to);
  const changes = old.flatMap(({ start, end }, index) => {
    const piece = wanted[index], bytes = to.subarray(piece?.start, piece?.end);
    return from.subarray(start, end).toBase64() === bytes.toBase64() ? [] : [{ start, end, bytes }];
  });
  if (applyChanges(from, changes).toBase64() !== to.toBase64()) {
    throw new Error(
      "byteChanges: expected modules that differ in bodies alone, got other sections",
    );
  }
  return changes;
}

/** The file with its changes, which come in order. */
export function applyChanges(file: Uint8Array, changes: readonly ByteChange[]): Uint8Array {
  let kept = 0;
  const pieces = changes.flatMap(({ start, end, bytes }) => {
    const before = file.subarray(kept, start);
    kept = end;
    return [before, bytes];
  });
  return Uint8Array.from([...pieces, file.subarray(kept)].flatMap((piece) => [...piece]));
}

/** Where the head of the code section stands, and each body with its length. */
function codePieces(module: Uint8Array): { start: number; end: number }[] {
  let at = preambleBytes;
  const unsigned = () => {
    let value = 0, shift = 0, byte;
    do {
      byte = module[at++];
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte >= 128);
    return value;
  };
  while (at < module.length) {
    const start = at, id = unsigned(), size = unsigned(), end = at + size;
    if (id === codeSection) {
      const count = unsigned();
      const pieces = [{ start, end: at }];
      for (let body = 0; body < count; body++) {
        const bodyStart = at, bytes = unsigned();
        at += bytes;
        pieces.push({ start: bodyStart, end: at });
      }
      return pieces;
    }
    at = end;
  }
  return [];
}
