/** From this size on, in bytes, the faster implementation is worth loading. */
const LARGE = 2 ** 20;

/**
 * SHA-256 of bytes, or of a text in UTF-8.
 *
 * @category Formats
 * @param content The bytes, on shared memory or not, or the text.
 * @returns 64 hexadecimal digits.
 *
 * @example
 * ```ts
 * import { sha256 } from "@descent/data";
 * import { assert } from "@std/assert";
 *
 * assert((await sha256("")).startsWith("e3b0c442"));
 * ```
 */
export async function sha256(content: string | Uint8Array): Promise<string> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  if (bytes.byteLength >= LARGE) {
    // Five times as fast, but loading it takes as long as 10 MB of the other.
    const { createHash } = await import("node:crypto");
    return createHash("sha256").update(bytes).digest("hex");
  }
  // A copy, as that one takes no shared memory.
  const digest = await crypto.subtle.digest("SHA-256", Uint8Array.from(bytes));
  return new Uint8Array(digest).toHex();
}
