/**
 * Records that were found to hold, by the SHA-256 of their files.
 *
 * @category Records
 */
export interface RecordMemory {
  /**
   * Whether a file of these bytes was found to hold: its seal, its fields, their ranges, and the agreement with the
   * metrics whose checksum it has.
   *
   * @param sha256 The SHA-256 of all bytes of a `record.json`.
   * @returns Whether it was.
   */
  has(sha256: string): boolean;
  /**
   * Remembers a file that was found to hold.
   *
   * @param sha256 The SHA-256 of all its bytes.
   */
  add(sha256: string): void;
  /** Writes what was added to the file. Where that cannot be, it is only found again the next time. */
  save(): void;
}

/**
 * Options of {@linkcode recordMemory}.
 *
 * @category Records
 */
export interface RecordMemoryOptions {
  /** The file, which need not exist. */
  readonly path: string;
  /** Digest of the code that checks records: what other code has found counts for nothing. */
  readonly checks: string;
}

/** Characters; of ten million trials. What is longer is begun anew. */
const LONGEST = 2 ** 30 - 2 ** 25;

/**
 * Remembers in a file which records were found to hold, so that ten thousand trials are opened without checking all that
 * follows from their bytes.
 *
 * It holds nothing but digests of whole files, a line each, and so nothing in it can be out of date: whoever asks has
 * read and hashed the file as it is now, and other bytes have another digest. A line that is damaged is the digest of
 * nothing. So it needs no lock and no checksum of its own, and losing it costs time alone.
 *
 * @category Records
 * @param options The file, and what its verdicts hold for, see {@linkcode RecordMemoryOptions}.
 * @returns The memory.
 *
 * @example
 * ```ts
 * import { recordMemory } from "@descent/reports";
 * import { assert } from "@std/assert";
 *
 * const path = await Deno.makeTempFile();
 * const memory = recordMemory({ path, checks: "5d8e0c31" });
 * memory.add("5a".repeat(32));
 * memory.save();
 * assert(recordMemory({ path, checks: "5d8e0c31" }).has("5a".repeat(32)));
 * assert(!recordMemory({ path, checks: "another" }).has("5a".repeat(32)));
 * ```
 */
export function recordMemory({ path, checks }: RecordMemoryOptions): RecordMemory {
  const header = `SHA-256 of each record.json that was found to hold by the code ${checks}`;
  const [first, ...lines] = textOf(path).split("\n");
  let isOurs = first === header;
  const known = new Set(isOurs ? lines : []);
  let added: string[] = [];
  return {
    has: (sha256) => known.has(sha256),
    add(sha256) {
      if (known.has(sha256)) return;
      known.add(sha256);
      added.push(sha256);
    },
    save() {
      if (added.length === 0) return;
      // A line that another program was killed in, or writes now, spoils none of these.
      const text = `${isOurs ? "" : header}\n${added.join("\n")}\n`;
      try {
        Deno.writeTextFileSync(path, text, { append: isOurs });
        isOurs = true;
        added = [];
      } catch {
        // A full disk, or a folder that may only be read: they are checked in full the next time.
      }
    },
  };
}

/** A file that cannot be read has nothing to tell. */
function textOf(path: string): string {
  try {
    return Deno.statSync(path).size > LONGEST ? "" : Deno.readTextFileSync(path);
  } catch {
    return "";
  }
}
