/** One block of code of a documentation. */
export interface DocExample {
  /** The line on which its code begins, from 1. */
  readonly line: number;
  readonly code: string;
}

const LANGUAGES = ["ts", "typescript", "js", "javascript"];

/**
 * The blocks of code that `deno test --doc` would run: those of TypeScript or JavaScript in the
 * documentation comments of a source file, or in a Markdown file. `ignore` after the language
 * leaves one out.
 */
export function docExamples(path: string, text: string): DocExample[] {
  if (path.endsWith(".md")) return fencedBlocks(text, 1);
  const examples: DocExample[] = [];
  for (const { 0: comment, index } of text.matchAll(/\/\*\*[^]*?\*\//g)) {
    const line = text.slice(0, index).split("\n").length;
    examples.push(...fencedBlocks(comment.replaceAll(/^ *\* ?/gm, ""), line));
  }
  return examples;
}

function fencedBlocks(text: string, first: number): DocExample[] {
  const examples: DocExample[] = [];
  let begun: { line: number; runs: boolean } | undefined;
  const lines = text.split("\n");
  for (const [index, line] of lines.entries()) {
    const fence = /^\s*```\s*(.*)$/.exec(line);
    if (fence === null) continue;
    if (begun === undefined) {
      const [language, ...attributes] = fence[1].split(/[\s,]+/);
      begun = {
        line: index + 1,
        runs: LANGUAGES.includes(language.toLowerCase()) && !attributes.includes("ignore"),
      };
    } else {
      const code = lines.slice(begun.line, index).join("\n");
      if (begun.runs) examples.push({ line: first + begun.line, code });
      begun = undefined;
    }
  }
  return examples;
}
