/**
 * The content of a file: a text, bytes, or a text in parts, which are made while they are written.
 *
 * @category Records
 */
export type FileContent = string | Uint8Array | Iterable<string>;

/**
 * Writes a new file and waits until its content is on the disk: a rename may get there before it otherwise.
 *
 * @returns The number of bytes.
 */
export async function writeSynced(path: string, content: FileContent): Promise<number> {
  using file = await Deno.open(path, { write: true, createNew: true });
  const encoder = new TextEncoder();
  let length = 0;
  for (const part of isWhole(content) ? [content] : content) {
    const bytes = typeof part === "string" ? encoder.encode(part) : part;
    for (let written = 0; written < bytes.length;) {
      written += await file.write(bytes.subarray(written));
    }
    length += bytes.length;
  }
  await file.sync();
  return length;
}

function isWhole(content: FileContent): content is string | Uint8Array {
  return typeof content === "string" || content instanceof Uint8Array;
}

/** Waits until a folder's names are on the disk, where the platform can: Windows opens no folder as a file. */
export async function syncFolder(path: string): Promise<void> {
  try {
    using folder = await Deno.open(path);
    await folder.sync();
  } catch {
    // The files are there, and without it only a power failure can take their names back.
  }
}
