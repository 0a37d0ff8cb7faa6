/**
 * SHA-256 of bytes, or of a text in UTF-8.
 *
 * @param content The bytes or the text.
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
  const digest = await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>);
  return new Uint8Array(digest).toHex();
}
