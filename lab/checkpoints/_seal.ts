/** How every checkpoint begins, after the eight bytes of the header's length. */
const START = new TextEncoder().encode('{"__metadata__":{"sha256":"');
const HEADER = 8;
const DIGITS = 64;
const BEGIN = HEADER + START.length;
const END = BEGIN + DIGITS;

/** Stands where the digest will: as many digits, of nothing. */
export const NO_DIGEST = "0".repeat(DIGITS);

/** Writes into a file, in place, the SHA-256 of all its bytes, with {@linkcode NO_DIGEST} where it stands itself. */
export function seal(bytes: Uint8Array): void {
  bytes.set(new TextEncoder().encode(digestOf(bytes)), BEGIN);
}

/** Whether a file is as {@linkcode seal} left it: any other byte in it shows. */
export function isSealed(bytes: Uint8Array): boolean {
  if (bytes.length < END || !START.every((byte, i) => bytes[HEADER + i] === byte)) return false;
  return new TextDecoder().decode(bytes.subarray(BEGIN, END)) === digestOf(bytes);
}

function digestOf(bytes: Uint8Array): string {
  // Taken here, as it takes 40 ms and few trials have checkpoints.
  const { createHash } = globalThis.process.getBuiltinModule("node:crypto");
  return createHash("sha256")
    .update(bytes.subarray(0, BEGIN))
    .update(NO_DIGEST)
    .update(bytes.subarray(END))
    .digest("hex");
}
