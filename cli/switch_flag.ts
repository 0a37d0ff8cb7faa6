import type { Flag } from "./flag.ts";

/**
 * A flag without a value: true when it is given.
 *
 * @category Flags
 * @param options Its documentation.
 * @returns The flag.
 *
 * @example
 * ```ts
 * import { switchFlag } from "@descent/cli";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(switchFlag({ doc: "A short run." }).default, false);
 * ```
 */
export function switchFlag(options: { readonly doc: string }): Flag<boolean> {
  return {
    doc: options.doc,
    placeholder: "",
    allowed: "no value",
    words: [],
    repeatable: false,
    default: false,
    shownDefault: "",
    read: () => true,
  };
}
