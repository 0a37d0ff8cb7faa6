import { createHash } from "node:crypto";
import type { GraphModule } from "./module_graph.ts";

/**
 * The digest of a module graph: of the text of each local file, of the address of each other module, and of the version of
 * each package that has one in the lock file. Where the files lie changes nothing.
 *
 * @category Reproduction
 * @param modules The graph, see {@linkcode moduleGraph}.
 * @param lock Text of the lock file; default none.
 * @returns SHA-256, 64 hexadecimal digits.
 *
 * @example
 * ```ts
 * import { graphDigest } from "@descent/lab";
 * import { assertEquals, assertNotEquals } from "@std/assert";
 *
 * const digest = graphDigest([{ address: "file:///a.ts", text: "1" }]);
 * assertEquals(graphDigest([{ address: "file:///b.ts", text: "1" }]), digest);
 * assertNotEquals(graphDigest([{ address: "file:///a.ts", text: "2" }]), digest);
 * ```
 */
export function graphDigest(modules: readonly GraphModule[], lock = ""): string {
  const hash = createHash("sha256");
  for (const { address, text } of modules) {
    const own = text ?? `${address} ${lockedVersions(address, lock).join(" ")}`;
    // The length keeps the end of one from passing for the beginning of the next.
    hash.update(`${text === undefined ? "name" : "text"} ${own.length}\n`);
    hash.update(own);
  }
  return hash.digest("hex");
}

/** The lock file's entry of a package: `"npm:valibot@^1.5.0": "1.5.0"`. */
function lockedVersions(address: string, lock: string): string[] {
  const name = address.match(/^(?:npm:|jsr:)?\/?((?:@[\w.-]+\/)?[\w.-]+)/)?.[1];
  if (name === undefined) return [];
  const quoted = name.replace(/[.]/g, "\\.");
  return lock.match(new RegExp(`"(?:npm|jsr):${quoted}@[^"]*": "[^"]*"`, "g")) ?? [];
}
