/** Writes a new file and waits until its content is on the disk: a rename may get there before it otherwise. */
export async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  using file = await Deno.open(path, { write: true, createNew: true });
  for (let written = 0; written < bytes.length;) {
    written += await file.write(bytes.subarray(written));
  }
  await file.sync();
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
