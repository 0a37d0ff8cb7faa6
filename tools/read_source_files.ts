/** A source file of the project. */
export interface SourceFile {
  /** The path from the root of the repository, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** Folders that tasks and tools write, and `git` does not keep. */
const LEFT_OUT = ["coverage", "node_modules", "out", "runs", "site"];

/** Reads every file under `root` with one of some endings, TypeScript's by default, in the order of their paths. */
export async function readSourceFiles(root: string, endings = [".ts"]): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  const collect = async (folder: string) => {
    for await (const { name, isDirectory, isFile } of Deno.readDir(`${root}/${folder}`)) {
      const path = folder + name;
      if (isDirectory && !LEFT_OUT.includes(name) && !name.startsWith(".")) {
        await collect(`${path}/`);
      }
      if (!isFile || !endings.some((ending) => path.endsWith(ending))) continue;
      files.push({ path, text: await Deno.readTextFile(`${root}/${path}`) });
    }
  };
  await collect("");
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
