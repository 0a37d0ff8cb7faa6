/** Prints the files that the members export, for `deno doc --lint`. */

/** A member's part of its `deno.json` that names its exports. */
export interface MemberConfig {
  readonly exports: string | Readonly<Record<string, string>>;
}

/** The paths of a member's exports from the root of the repository. */
export function entryPoints(member: string, { exports }: MemberConfig): string[] {
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
