import { assertEquals } from "@std/assert";
import { gatheredExamples, gatheredTests } from "./gathered_modules.ts";

const ROOT = new URL("file:///lab/");

Deno.test("gatheredTests: a module for each folder imports its tests, and nothing else", () => {
  const files = ["a/x.ts", "a/x_test.ts", "a/y_test.ts", "a/b/z_test.ts"]
    .map((path) => ({ path, text: "" }));
  assertEquals(gatheredTests(ROOT, files), [
    {
      path: "a.ts",
      text: 'import "file:///lab/a/x_test.ts";\nimport "file:///lab/a/y_test.ts";\n',
      runs: true,
    },
    { path: "a.b.ts", text: 'import "file:///lab/a/b/z_test.ts";\n', runs: true },
  ]);
});

Deno.test("gatheredExamples: each is a module on its own lines, imported by the tests of its member", () => {
  const text = [
    "/**",
    " * ```ts",
    ' * import { add } from "@descent/a";',
    ' * import { own } from "./own.ts";',
    " * own('import { b } from \"./b.ts\"', add);",
    " * ```",
    " */",
  ].join("\n");
  const [example, member, ...others] = gatheredExamples(ROOT, [
    { path: "a/b/add.ts", text },
    { path: "a/b/add_test.ts", text },
  ]);
  assertEquals(others, []);
  assertEquals(example, {
    path: "examples/a.b.add.ts.3.ts",
    text: "\n\n" + [
      'import { add } from "@descent/a";',
      'import { own } from "file:///lab/a/b/own.ts";',
      "own('import { b } from \"./b.ts\"', add);",
      "export {};",
      "",
    ].join("\n"),
    runs: false,
  });
  assertEquals(member, {
    path: "a.ts",
    text:
      'Deno.test("a/b/add.ts:3", async () => void await import("./examples/a.b.add.ts.3.ts"));\n',
    runs: true,
  });
});
