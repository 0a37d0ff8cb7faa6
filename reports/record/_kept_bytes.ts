/** Bytes. */
const PIECE = 2 ** 20;

/** Copies bytes into few large pieces of memory: the garbage collector moves ten thousand texts about, these it leaves alone. */
export function byteKeeper(): (bytes: Uint8Array) => Uint8Array {
  let piece = new Uint8Array(0), used = 0;
  return (bytes) => {
    if (bytes.length > PIECE) return bytes.slice();
    if (used + bytes.length > piece.length) {
      piece = new Uint8Array(PIECE);
      used = 0;
    }
    const copy = piece.subarray(used, used += bytes.length);
    copy.set(bytes);
    return copy;
  };
}
