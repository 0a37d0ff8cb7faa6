/** Bytes; a larger file gets memory of its own. */
const KEPT = 2 ** 20;

/**
 * Reads files one after another into the same memory: ten thousand buffers would keep the garbage collector busy for
 * longer than the reading takes. What it returns is there until it reads again.
 */
export function fileReader(): (path: string, size: number) => Uint8Array {
  let memory = new Uint8Array(2 ** 14);
  return (path, size) => {
    // A byte more, to see that the file has not grown.
    const wanted = size + 1;
    if (wanted > KEPT) return Deno.readFileSync(path);
    if (memory.length < wanted) memory = new Uint8Array(2 * wanted);
    using file = Deno.openSync(path);
    let length = 0;
    // Where the first read ends before the byte more, the file does.
    while (length < size) {
      const read = file.readSync(memory.subarray(length, wanted));
      if (read === null) break;
      length += read;
    }
    return memory.subarray(0, length);
  };
}
