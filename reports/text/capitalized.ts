/**
 * A text that begins a heading: its first letter is a capital.
 *
 * @param text The text.
 * @returns The text with a capital.
 * @category Text
 *
 * @example
 * ```ts
 * import { capitalized } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(capitalized("test loss"), "Test loss");
 * ```
 */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
