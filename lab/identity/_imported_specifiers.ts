/** `from "x"`, `import "x"`, `import("x")`, and `URL("x"`, by which workers and files beside a module are named. */
const IMPORT = /(?<![.\w$])(from\s*|import\s*\(?\s*|URL\(\s*)(["'])([^"'\n]+)\2/g;

/**
 * The specifiers that a module's text imports, types among them. It sees a few too many, in texts that look like imports,
 * and none that is computed.
 */
export function importedSpecifiers(text: string): string[] {
  const found = new Set<string>();
  for (const { index, 1: word, 3: specifier } of text.matchAll(IMPORT)) {
    // Another address of a URL is no file of this module.
    if (word.startsWith("URL") && !specifier.startsWith(".")) continue;
    if (!isInComment(text, index)) found.add(specifier);
  }
  return [...found];
}

/** Examples in docstrings import too. */
function isInComment(text: string, index: number): boolean {
  const line = text.slice(text.lastIndexOf("\n", index - 1) + 1, index).trimStart();
  return line.startsWith("*") || line.startsWith("//");
}
