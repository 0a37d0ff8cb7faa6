/**
 * JSON that does not depend on the order in which an object's keys were set, to take a digest of.
 *
 * @category Trials
 * @param value Plain data.
 * @returns The text, without spaces.
 *
 * @example
 * ```ts
 * import { canonicalJson } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(canonicalJson({ b: 1, a: [2] }), '{"a":[2],"b":1}');
 * ```
 */
export function canonicalJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  // An element that JSON lacks is null in an array, and absent in an object.
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item) ?? "null").join()}]`;
  const record = value as Readonly<Record<string, unknown>>;
  const members: string[] = [];
  for (const key of Object.keys(record).sort()) {
    const text = canonicalJson(record[key]);
    if (text !== undefined) members.push(`${JSON.stringify(key)}:${text}`);
  }
  return `{${members.join()}}`;
}
