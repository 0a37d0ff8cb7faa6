import type { LockHolder } from "./take_lock.ts";

/**
 * A lock's holder in words.
 *
 * @category Stores and checkpoints
 * @param holder The holder.
 * @returns Such as `process 4711 on fermi, since 2026-03-01T09:26:49.000Z`.
 *
 * @example
 * ```ts
 * import { holderText } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const holder = { host: null, process: 7, since: "2026-03-01T09:26:49.000Z" };
 * assertEquals(holderText(holder), "process 7 since 2026-03-01T09:26:49.000Z");
 * ```
 */
export function holderText({ host, process, since }: LockHolder): string {
  // Another program may have written it, which is not to steer the terminal.
  const clean = (text: string) => text.replace(/\p{Cc}/gu, "\ufffd").slice(0, 100);
  return process === 0
    ? "another process"
    : `process ${process}${host === null ? "" : ` on ${clean(host)}`} since ${clean(since)}`;
}
