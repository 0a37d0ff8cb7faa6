/**
 * Checks how the sources are cut into files: `deno task check` runs it.
 *
 * - No file is longer than 400 lines, but for generated ones.
 * - Every source file of a member has its test beside it, `affine_test.ts` beside `affine.ts`. Exempt
 *   are private files (`_name.ts`), files that only declare types or pass on exports, generated
 *   files, and kernels in AssemblyScript, which are tested through the module that they become.
 * - No docstring begins with "What": its first line names the thing.
 * - The name of a member's source file is, or is part of, the name of one of its exports:
 *   `digits.ts` may export `drawDigits`.
 */
import type { Declaration } from "@babel/types";
import { ARROWS } from "./arrows.ts";
import { readSourceFiles, type SourceFile } from "./read_source_files.ts";
import { isAssembly, isGenerated, parseSource } from "./source_file.ts";

const MOST_LINES = 400;

/** Every file that breaks a rule, one sentence each. */
export function fileProblems(files: readonly SourceFile[]): string[] {
  const paths = new Set(files.map(({ path }) => path));
  return files.flatMap((file) => {
    const problems: string[] = [];
    const lines = file.text.trimEnd().split("\n").length;
    if (lines > MOST_LINES && !isGenerated(file.path)) {
      problems.push(`${file.path}: ${lines} lines; at most ${MOST_LINES}`);
    }
    for (const { index } of file.text.matchAll(/\/\*\*\s*(?:\*\s*)?What\b/g)) {
      const line = file.text.slice(0, index).split("\n").length;
      problems.push(`${file.path}:${line}: a docstring that begins with "What"; name the thing`);
    }
    if (!isPublicSource(file.path)) return problems;
    const { runs, names } = declarationsOf(file);
    const test = file.path.replace(/\.ts$/, "_test.ts");
    if (runs && !paths.has(test)) problems.push(`${file.path}: no test beside it; wanted ${test}`);
    const name = file.path.split("/").at(-1)!.slice(0, -".ts".length);
    if (names.length > 0 && !names.some((exported) => bare(exported).includes(bare(name)))) {
      problems.push(
        `${file.path}: named after none of its exports (${names.join(", ")})`,
      );
    }
    return problems;
  });
}

function isPublicSource(path: string): boolean {
  return path.split("/")[0] in ARROWS && !path.includes("/_") &&
    !path.endsWith("_test.ts") && !isAssembly(path) && !isGenerated(path);
}

/** `MetricsRow` and `metrics_row` are one name. */
function bare(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}

export interface Declarations {
  /** Whether anything is left of the file when its types are gone. */
  readonly runs: boolean;
  /** Names that it declares and exports itself; what it passes on does not count. */
  readonly names: readonly string[];
}

const WITHOUT_CODE = [
  "ExportAllDeclaration",
  "ImportDeclaration",
  "TSInterfaceDeclaration",
  "TSTypeAliasDeclaration",
];

/** The names that a file declares and exports itself. */
export function declarationsOf(file: SourceFile): Declarations {
  const names: string[] = [];
  let runs = false;
  for (const statement of parseSource(file).program.body) {
    if (statement.type !== "ExportNamedDeclaration") {
      runs ||= !WITHOUT_CODE.includes(statement.type);
      continue;
    }
    const { declaration, source, specifiers } = statement;
    if (declaration) {
      runs ||= !WITHOUT_CODE.includes(declaration.type);
      names.push(...declaredNames(declaration));
    }
    if (source) continue;
    for (const { exported } of specifiers) {
      if (exported.type === "Identifier") names.push(exported.name);
    }
  }
  return { runs, names };
}

function declaredNames(declaration: Declaration): string[] {
  const holders = declaration.type === "VariableDeclaration"
    ? declaration.declarations
    : [declaration];
  return holders.flatMap((holder) =>
    "id" in holder && holder.id?.type === "Identifier" ? [holder.id.name] : []
  );
}

if (import.meta.main) {
  const files = await readSourceFiles(".");
  const problems = fileProblems(files);
  for (const problem of problems) console.error(problem);
  console.log(`Files: ${files.length} read, ${problems.length} problems`);
  if (problems.length > 0) Deno.exit(1);
}
