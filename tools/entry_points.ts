/** Prints the files that the members export, for `deno doc --lint`. */

/** Fields of a member's `deno.json` that name the package; without a name it is none. */
export interface MemberConfig {
  readonly name?: string;
  readonly exports?: string | Readonly<Record<string, string>>;
}

/** The paths of a package's exports from the root of the repository. */
export function entryPoints(member: string, { name, exports = {} }: MemberConfig): string[] {
  if (name === undefined) return [];
  const paths = typeof exports === "string" ? [exports] : Object.values(exports);
  return paths.map((path) => path.replace(/^\.\//, `${member}/`));
}

/** The paths of all exports of the workspace, read in the root of the repository. */
export async function entryPaths(): Promise<string[]> {
  const { workspace } = JSON.parse(await Deno.readTextFile("deno.json")) as { workspace: string[] };
  const paths: string[] = [];
  for (const folder of workspace) {
    const member = folder.replace(/^\.\//, "");
    const config = JSON.parse(await Deno.readTextFile(`${member}/deno.json`)) as MemberConfig;
    paths.push(...entryPoints(member, config));
  }
  return paths;
}

if (import.meta.main) console.log((await entryPaths()).join("\n"));
