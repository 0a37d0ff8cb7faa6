import { parse, type ParseResult } from "@babel/parser";
import type { SourceFile } from "./read_source_files.ts";

/** One import of a source file: static, dynamic, of a type, re-export, or a worker's address. */
export interface ImportUse {
  readonly specifier: string;
  readonly line: number;
}

/** Whether the file is a kernel in AssemblyScript, another language with the same ending. */
export function isAssembly(path: string): boolean {
  return path.includes("/assembly/");
}

/** Whether the file is the output of a task. */
export function isGenerated(path: string): boolean {
  return path.endsWith("_generated.ts");
}

/** Parses a file; a syntax error names it. */
export function parseSource({ path, text }: SourceFile): ParseResult {
  try {
    return parse(text, {
      sourceType: "module",
      plugins: ["typescript"],
      attachComment: false,
    });
  } catch (error) {
    throw new SyntaxError(`${path}: ${(error as Error).message}`, { cause: error });
  }
}

/** Every import of a file, with those of the examples in its documentation. */
export function importsOf(file: SourceFile): ImportUse[] {
  const ast = parseSource(file);
  const uses = importsIn(ast);
  for (const comment of ast.comments ?? []) {
    const firstLine = comment.loc?.start.line ?? 1;
    for (const example of examplesIn(comment.value)) {
      const path = `${file.path}, the example from line ${firstLine + example.line}`;
      for (const { specifier, line } of importsOf({ path, text: example.text })) {
        uses.push({ specifier, line: firstLine + example.line + line });
      }
    }
  }
  return uses;
}

/** Every import of a file's own code. */
export function importsInCode(file: SourceFile): ImportUse[] {
  return importsIn(parseSource(file));
}

function importsIn({ program }: ParseResult): ImportUse[] {
  const uses: ImportUse[] = [];
  visit(program, (node) => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) uses.push({ specifier, line: node.loc.start.line });
  });
  return uses;
}

// deno-lint-ignore no-explicit-any
type AnyNode = Record<string, any> & { type: string };

function visit(node: AnyNode, see: (node: AnyNode) => void): void {
  see(node);
  for (const [key, value] of Object.entries(node)) {
    if (key === "loc" || key === "comments" || key === "tokens") continue;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child?.type === "string") visit(child, see);
    }
  }
}

function specifierOf(node: AnyNode): string | undefined {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
    case "ImportExpression":
    case "TSImportType":
      return (node.source?.literal ?? node.source)?.value;
    case "CallExpression":
      return isImportMetaResolve(node.callee) ? node.arguments[0]?.value : undefined;
    case "NewExpression":
      return node.callee.name === "URL" && node.arguments.length === 2 &&
          isImportMeta(node.arguments[1])
        ? node.arguments[0].value
        : undefined;
    default:
      return undefined;
  }
}

/** `import.meta.url` and its like. */
function isImportMeta(node: AnyNode): boolean {
  return node.type === "MemberExpression" && node.object.type === "MetaProperty";
}

function isImportMetaResolve(node: AnyNode): boolean {
  return isImportMeta(node) && node.property.name === "resolve";
}

interface Example {
  readonly text: string;
  /** How many lines of the comment stand before it. */
  readonly line: number;
}

function examplesIn(comment: string): Example[] {
  return [...comment.matchAll(/```ts[^\n]*\n(.*?)\n[ \t*]*```/gs)].map((match) => ({
    text: match[1].replaceAll(/^[ \t]*\* ?/gm, ""),
    line: comment.slice(0, match.index).split("\n").length - 1,
  }));
}
