/**
 * Checks that a name that two members export means one thing: `deno task check` runs it.
 *
 * A program imports from several members, and a reader looks a name up in all of them.
 */
import { ARROWS } from "./arrows.ts";
import { declarationsOf } from "./check_files.ts";
import { readSourceFiles, type SourceFile } from "./read_source_files.ts";
import { parseSource } from "./source_file.ts";

/** Declared twice with one meaning: `reports` may import no member, and writes what problems measure. */
const SHARED = ["Metric", "MetricKey", "MetricTable", "NumberFormat", "OptionValue", "Split"];

/** Every name that more than one member exports, one sentence each. */
export function nameProblems(
  files: readonly SourceFile[],
  shared: readonly string[] = SHARED,
): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const places = new Map<string, string[]>();
  for (const member of Object.keys(ARROWS)) {
    for (const file of exportedFiles(`${member}/mod.ts`, byPath)) {
      for (const name of new Set(declarationsOf(file).names)) {
        places.set(name, [...places.get(name) ?? [], file.path]);
      }
    }
  }
  return [...places].flatMap(([name, paths]) => {
    const members = new Set(paths.map((path) => path.split("/")[0]));
    if (members.size < 2 || shared.includes(name)) return [];
    return [`${name}: exported by ${paths.join(" and ")}; give one of them another name`];
  });
}

/** The files that a file exports everything of, through others too. */
export function exportedFiles(path: string, files: ReadonlyMap<string, SourceFile>): SourceFile[] {
  const file = files.get(path);
  if (file === undefined) return [];
  return [
    file,
    ...parseSource(file).program.body.flatMap((statement) => {
      if (statement.type !== "ExportAllDeclaration") return [];
      const target = new URL(statement.source.value, `file:///${path}`).pathname.slice(1);
      return exportedFiles(target, files);
    }),
  ];
}

if (import.meta.main) {
  const files = await readSourceFiles(".");
  const problems = nameProblems(files);
  for (const problem of problems) console.error(problem);
  console.log(`Names: ${files.length} files read, ${problems.length} problems`);
  if (problems.length > 0) Deno.exit(1);
}
