/**
 * Proves the import arrows of the workspace: `deno task check` runs it.
 *
 * An import of a computed address, such as a user's plugin, is no arrow and is not seen here.
 */
import { ARROWS, arrowTableProblems } from "./arrows.ts";
import { readSourceFiles, type SourceFile } from "./read_source_files.ts";
import { importsOf, isAssembly } from "./source_file.ts";

/** Every import that goes against the arrows, one sentence each. */
export function importProblems(files: readonly SourceFile[]): string[] {
  return files.filter(({ path }) => !isAssembly(path)).flatMap((file) =>
    importsOf(file).flatMap(({ specifier, line }) => {
      const problem = problemOf(file.path, specifier);
      return problem === undefined ? [] : [`${file.path}:${line}: "${specifier}" ${problem}`];
    })
  );
}

function problemOf(path: string, specifier: string): string | undefined {
  const home = path.split("/")[0];
  if (specifier.startsWith(".")) {
    const target = new URL(specifier, `file:///${path}`).pathname.slice(1);
    return target.startsWith(`${home}/`)
      ? undefined
      : `leaves ${home}/ by a relative path; import a member by its package name`;
  }
  if (specifier.startsWith("@descent/")) return arrowProblem(home, specifier.split("/")[1]);
  if (/^(npm|jsr|https?|file):|^\//.test(specifier)) {
    return "names a dependency in place; name it in deno.json and import that name";
  }
  return undefined;
}

function arrowProblem(home: string, member: string): string | undefined {
  if (!(member in ARROWS)) return `is no member; members are ${Object.keys(ARROWS).join(", ")}`;
  const allowed = ARROWS[home];
  if (allowed === undefined || member === home || allowed.includes(member)) return undefined;
  const may = allowed.length === 0 ? "no other member" : `only ${allowed.join(", ")}`;
  return `goes against the arrows: ${home} may import ${may}`;
}

/** Every entry of a member's import map that is no published package. */
export function importMapProblems(path: string, config: string): string[] {
  const { imports = {} } = JSON.parse(config) as { imports?: Record<string, string> };
  return Object.entries(imports)
    .filter(([, target]) => !/^(npm|jsr):/.test(target) || target.startsWith("jsr:@descent/"))
    .map(([name, target]) =>
      `${path}: "${name}" stands for "${target}"; a member's imports name npm: or jsr: packages only`
    );
}

if (import.meta.main) {
  const files = await readSourceFiles(".");
  const { workspace } = JSON.parse(await Deno.readTextFile("deno.json")) as { workspace: string[] };
  const problems = [...arrowTableProblems(workspace), ...importProblems(files)];
  for (const member of Object.keys(ARROWS)) {
    const path = `${member}/deno.json`;
    problems.push(...importMapProblems(path, await Deno.readTextFile(path)));
  }
  for (const problem of problems) console.error(problem);
  console.log(`Imports: ${files.length} files, ${problems.length} against the arrows`);
  if (problems.length > 0) Deno.exit(1);
}
