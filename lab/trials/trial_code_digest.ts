import { graphDigest } from "../identity/graph_digest.ts";
import { moduleGraph } from "../identity/module_graph.ts";

const WORKER = new URL("./_trial_worker.ts", import.meta.url).href;
/** Beside the members' folders. */
const LOCK = new URL("../deno.lock", import.meta.resolve("@descent/core"));

let digest: string | undefined;

/**
 * The digest of everything that runs in a trial besides third parties' modules: the members' sources from the worker's
 * on, kernels among them. Of published members it is that of their versions.
 *
 * It is worked out once a process.
 *
 * @category Trials
 * @returns SHA-256, 64 hexadecimal digits.
 * @throws {Deno.errors.NotCapable} When the sources may not be read.
 *
 * @example
 * ```ts
 * import { trialCodeDigest } from "@descent/lab";
 * import { assertMatch } from "@std/assert";
 *
 * assertMatch(trialCodeDigest(), /^[0-9a-f]{64}$/);
 * ```
 */
export function trialCodeDigest(): string {
  return digest ??= graphDigest(moduleGraph(WORKER), lockText());
}

/** Published members have none; then their packages' versions are those of the members. */
function lockText(): string {
  try {
    return LOCK.protocol === "file:" ? Deno.readTextFileSync(LOCK) : "";
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}
