/**
 * JSON that does not depend on the order in which an object's keys were set, to take a digest of.
 *
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
  return JSON.stringify(value, (_key, inner) => {
    if (inner === null || typeof inner !== "object" || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => a < b ? -1 : 1));
  });
}
