import { assertEquals } from "@std/assert";
import { docExamples } from "./doc_examples.ts";

Deno.test("docExamples are the blocks of TypeScript in documentation comments, with their lines", () => {
  const source = [
    "/* ```ts",
    " * notDocumentation();",
    " * ``` */",
    "/**",
    " * Adds.",
    " *",
    " * ```ts",
    " * if (add(1, 2) !== 3) {",
    " *   throw new Error();",
    " * }",
    " * ```",
    " *",
    " * ```ts ignore",
    " * left.out();",
    " * ```",
    " *",
    " * ```",
    " * text",
    " * ```",
    " */",
    "export function add() {",
    "  /**",
    "   * ```js",
    "   * inside();",
    "   * ```",
    "   */",
    "}",
  ].join("\n");
  assertEquals(docExamples("add.ts", source), [
    { line: 8, code: "if (add(1, 2) !== 3) {\n  throw new Error();\n}" },
    { line: 24, code: "inside();" },
  ]);
});

Deno.test("docExamples of a guide are its blocks of TypeScript", () => {
  const guide = "# Guide\n\n```sh\ndeno task\n```\n\n```ts\nconst a = 1;\n```\n\n```ts\n```\n";
  assertEquals(docExamples("docs/guide.md", guide), [
    { line: 8, code: "const a = 1;" },
    { line: 12, code: "" },
  ]);
});
