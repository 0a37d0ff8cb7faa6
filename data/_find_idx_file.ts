import { type IdxSource, idxSources } from "./idx_sources.ts";

/** The folders in which the files of a data set may lie. */
export function idxFolders({ name }: IdxSource, directory: string): string[] {
  const folders = [`${directory}/${name}`];
  // All datasets use the same file names: the folder of another one must not be taken for this
  // one's.
  const isOther = idxSources.some((other) =>
    other.name !== name && other.name === lastPart(directory)
  );
  if (!isOther) folders.push(directory);
  return folders;
}

/** The path of a file, packed or not, under any of its usual names; undefined where there is none. */
export function findIdxFile(folders: readonly string[], name: string): string | undefined {
  const plain = name.replace(/\.gz$/, "");
  const dotted = plain.replace(/-(?=idx\d)/, ".");
  for (const folder of folders) {
    for (const file of [name, plain, `${dotted}.gz`, dotted]) {
      // Some archives unpack each file into a folder of its name.
      for (const path of [`${folder}/${file}`, `${folder}/${file}/${file}`]) {
        if (isFile(path)) return path;
      }
    }
  }
  return undefined;
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch (error) {
    const isAbsent = error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.NotADirectory;
    if (isAbsent) return false;
    throw error;
  }
}

function lastPart(path: string): string | undefined {
  return path.split(/[\\/]/).filter((part) => part !== "").at(-1);
}
