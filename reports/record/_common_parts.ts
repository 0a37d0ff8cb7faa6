import type { RunRecord } from "./run_record.ts";

/**
 * Makes records of one experiment hold the same objects and texts where they say the same: most of a record is its
 * problem, its data and its machine, which ten thousand trials have in common.
 */
export class CommonParts {
  readonly #last: Record<string, unknown> = {};

  /** The record with those parts that are as in the one before, which it shares with that. */
  share(record: RunRecord): RunRecord {
    const parts = record as unknown as Record<string, unknown>;
    for (const name in parts) {
      const part = parts[name];
      if (part === null || (typeof part !== "object" && typeof part !== "string")) continue;
      if (isSame(part, this.#last[name])) parts[name] = this.#last[name];
      else this.#last[name] = part;
    }
    return record;
  }
}

/** Whether two values of JSON are the same, the order of keys included. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a), others = Object.keys(b);
  return keys.length === others.length && keys.every((key, i) =>
    key === others[i] &&
    isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key])
  );
}
