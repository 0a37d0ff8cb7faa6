import { closeSync, constants, openSync, readSync } from "node:fs";

/** Bytes; a larger file gets memory of its own. */
const KEPT = 2 ** 20;

/** A named pipe, which nobody writes to, is an empty file then, and not waited for. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Reads files one after another into the same memory: ten thousand buffers would keep the garbage collector busy for
 * longer than the reading takes. What it returns is there until it reads again.
 *
 * @param largest Bytes; of a larger file one more is read.
 * @returns Reads a file; it gives a reason where there is none to be read. With Node's functions, which take half as long as Deno's.
 */
export function fileReader(
  largest: number,
): (path: string) => Uint8Array | "missing" | "not a file" {
  const kept = new Uint8Array(KEPT);
  return (path) => {
    let file: number | undefined;
    try {
      file = openSync(path, FLAGS);
      let memory = kept, length = 0;
      for (;;) {
        const read = readSync(file, memory, length, memory.length - length, null);
        length += read;
        if (read === 0 || length > largest) return memory.subarray(0, length);
        if (length === memory.length) {
          const larger = new Uint8Array(Math.min(4 * length, largest + 1));
          larger.set(memory);
          memory = larger;
        }
      }
    } catch (error) {
      const { code } = error as { readonly code?: unknown };
      if (code === "ENOENT") return "missing";
      if (code === "EISDIR") return "not a file";
      throw error;
    } finally {
      if (file !== undefined) closeSync(file);
    }
  };
}
