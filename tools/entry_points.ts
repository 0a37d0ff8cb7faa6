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

if (import.meta.main) {
  const { workspace } = JSON.parse(await Deno.readTextFile("deno.json")) as { workspace: string[] };
  for (const folder of workspace) {
    const member = folder.replace(/^\.\//, "");
    const config = JSON.parse(await Deno.readTextFile(`${member}/deno.json`)) as MemberConfig;
    for (const path of entryPoints(member, config)) console.log(path);
  }
}
