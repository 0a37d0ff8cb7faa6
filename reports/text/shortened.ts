/**
 * A text of at most so many characters: a longer one loses its middle, as names that begin alike differ at their ends.
 *
 * @param text The text.
 * @param most The most characters, at least 3.
 * @returns The text, with an ellipsis where something was left out.
 * @category Text
 *
 * @example
 * ```ts
 * import { shortened } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(shortened("SGD with Nesterov momentum", 16), "SGD with…omentum");
 * ```
 */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const head = Math.ceil((most - 1) / 2);
  return [...characters.slice(0, head), "…", ...characters.slice(1 + head - most)].join("");
}
