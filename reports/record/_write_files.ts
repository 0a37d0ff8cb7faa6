import { type FileContent, writeSynced } from "./_write_synced.ts";

/** A file that was written. */
export interface WrittenFile {
  readonly name: string;
  readonly bytes: number;
}

/** Makes the content of a file that says how long those before it have become. */
export type FileMaker = (before: readonly WrittenFile[]) => Promise<FileContent>;

/** Contents of files by name. */
export type FileContents = Readonly<Record<string, FileContent | FileMaker>>;

/**
 * Writes new files one after another, each to the disk.
 *
 * @returns Their contents, those that were made among them.
 */
export async function writeFiles(
  files: FileContents,
  pathOf: (name: string) => string,
): Promise<ReadonlyMap<string, FileContent>> {
  const contents = new Map<string, FileContent>();
  const written: WrittenFile[] = [];
  for (const [name, file] of Object.entries(files)) {
    const content = typeof file === "function" ? await file(written) : file;
    written.push({ name, bytes: await writeSynced(pathOf(name), content) });
    contents.set(name, content);
  }
  return contents;
}
