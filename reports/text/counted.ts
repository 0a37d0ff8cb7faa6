import { formatNumber } from "./format.ts";

/**
 * Writes how many there are of something: "1 seed", "1,200 trials", "0.5 epochs".
 *
 * @param count How many, 0 or more; may be a fraction.
 * @param noun One of them.
 * @param plural Several of them; default the noun with an s.
 * @returns The text.
 * @category Text
 *
 * @example
 * ```ts
 * import { counted } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([counted(1, "epoch"), counted(0.5, "epoch")], ["1 epoch", "0.5 epochs"]);
 * assertEquals(counted(4000, "class", "classes"), "4,000 classes");
 * ```
 */
export function counted(count: number, noun: string, plural: string = `${noun}s`): string {
  const number = formatNumber(count, Number.isInteger(count) ? "count" : "number");
  return `${number} ${count === 1 ? noun : plural}`;
}
