import { assertEquals, assertStringIncludes } from "@std/assert";
import { importMapProblems, importProblems } from "./check_imports.ts";

function problems(path: string, text: string): string[] {
  return importProblems([{ path, text }]);
}

Deno.test("importProblems allows the arrows, itself, npm names and node:", () => {
  assertEquals(problems("layers/affine.ts", 'import { a } from "@descent/core";'), []);
  assertEquals(problems("layers/a/b.ts", 'export * from "../c.ts";'), []);
  assertEquals(problems("optim/adam_test.ts", 'import { a } from "@descent/optim";'), []);
  assertEquals(problems("experiments/a.ts", 'import "@descent/reports/testing";'), []);
  assertEquals(problems("bench/a.ts", 'import "@descent/experiments";'), []);
  assertEquals(problems("reports/a.ts", 'import "node:fs"; import p from "plotly.js-dist";'), []);
});

Deno.test("importProblems sees every form of import", () => {
  const forms = [
    'import { a } from "@descent/layers";',
    'import "@descent/layers";',
    'import type { A } from "@descent/layers";',
    'export { a } from "@descent/layers";',
    'export * from "@descent/layers";',
    'const a = await import("@descent/layers");',
    'type A = import("@descent/layers").A;',
    'const a = import.meta.resolve("@descent/layers");',
    'const a = () => { new Worker(new URL("@descent/layers", import.meta.url)); };',
    '/**\n * @example\n * ```ts\n * import { a } from "@descent/layers";\n * ```\n */\nexport const a = 1;',
  ];
  for (const form of forms) {
    assertEquals(problems("optim/adam_test.ts", form).length, 1, form);
    assertEquals(problems("experiments/a.ts", form), [], form);
  }
});

Deno.test("importProblems is not misled by comments and strings", () => {
  assertEquals(
    problems(
      "core/a.ts",
      '// import "@descent/layers";\nconst a = `import "@descent/layers"`; /* import("../x") */',
    ),
    [],
  );
});

Deno.test("importProblems names the file, the line and the rule", () => {
  const [problem] = problems("core/a.ts", '\n\nimport "@descent/layers";');
  assertEquals(
    problem,
    'core/a.ts:3: "@descent/layers" goes against the arrows: core may import no other member',
  );
  const [example] = problems(
    "core/a.ts",
    '\n/**\n * ```ts\n * const a = 1;\n * import "@descent/layers";\n * ```\n */\n',
  );
  assertStringIncludes(example, "core/a.ts:5:");
});

Deno.test("importProblems keeps relative paths inside their folder", () => {
  assertEquals(problems("layers/a.ts", 'import "../core/mod.ts";').length, 1);
  assertEquals(problems("layers/sub/a.ts", 'import "../../std/assert/mod.ts";').length, 1);
  assertEquals(
    problems("experiments/a.ts", 'new URL("../bench/w.ts", import.meta.url);').length,
    1,
  );
  assertEquals(problems("tools/a.ts", 'import "../core/mod.ts";').length, 1);
  assertEquals(problems("layers/a.ts", 'import "../layers_more/mod.ts";').length, 1);
});

Deno.test("importProblems refuses dependencies named in place and unknown members", () => {
  assertEquals(problems("core/a.ts", 'import "npm:left-pad@1";').length, 1);
  assertEquals(problems("core/a.ts", 'import "jsr:@std/assert@1";').length, 1);
  assertEquals(problems("core/a.ts", 'import "https://example.com/a.ts";').length, 1);
  assertStringIncludes(problems("core/a.ts", 'import "@descent/bench";')[0], "is no member");
});

Deno.test("importMapProblems wants published packages of others", () => {
  const config = (imports: Record<string, string>) => JSON.stringify({ imports });
  assertEquals(importMapProblems("core/deno.json", config({ a: "npm:a@1", b: "jsr:@b/b@1" })), []);
  assertEquals(importMapProblems("core/deno.json", "{}"), []);
  assertEquals(importMapProblems("core/deno.json", config({ a: "../layers/mod.ts" })).length, 1);
  assertEquals(importMapProblems("core/deno.json", config({ a: "jsr:@descent/core@1" })).length, 1);
});
