import { assertEquals, assertStringIncludes } from "@std/assert";
import { fileProblems } from "./check_files.ts";

/** Checks one file that has a test beside it where `tested`. */
function problems(path: string, text: string, tested = true): string[] {
  const file = { path, text };
  const test = { path: path.replace(/\.ts$/, "_test.ts"), text: "" };
  return fileProblems(tested ? [file, test] : [file]);
}

const CODE = "export function affine() {}\n";

Deno.test("fileProblems wants a test beside every file of a member that runs", () => {
  assertEquals(problems("layers/affine.ts", CODE), []);
  assertEquals(problems("layers/affine.ts", CODE, false), [
    "layers/affine.ts: no test beside it; wanted layers/affine_test.ts",
  ]);
  assertEquals(problems("experiments/compare.ts", "console.log(1);", false).length, 1);
});

Deno.test("fileProblems exempts by rule: private, types, re-exports, generated, assembly", () => {
  assertEquals(problems("layers/_affine.ts", CODE, false), []);
  assertEquals(problems("core/kernels/kernels_generated.ts", CODE, false), []);
  assertEquals(problems("core/kernels/assembly/affine.ts", CODE, false), []);
  assertEquals(problems("tools/affine.ts", CODE, false), []);
  assertEquals(problems("layers/mod.ts", 'export * from "./affine.ts";', false), []);
  assertEquals(problems("layers/mod.ts", 'export { a } from "./affine.ts";', false), []);
  assertEquals(
    problems(
      "layers/layer.ts",
      'import type { A } from "./a.ts";\nexport interface Layer { a: A }\nexport type Shape = number[];',
      false,
    ),
    [],
  );
});

Deno.test("fileProblems does not take a constant, a class or a statement for a type", () => {
  for (const text of ["export const a = 1;", "export class A {}", "export {}; run();"]) {
    assertEquals(problems("layers/a.ts", text, false).length, 1, text);
  }
});

Deno.test("fileProblems compares the file's name with its exports", () => {
  assertEquals(problems("reports/metrics_row.ts", "export interface MetricsRow {}"), []);
  assertEquals(problems("core/dtype.ts", "const DType = 1; export { DType };"), []);
  assertEquals(problems("experiments/digits.ts", "export const drawDigits = 1;"), []);
  const [problem] = problems("layers/helpers.ts", CODE);
  assertStringIncludes(problem, "named after none of its exports (affine)");
});

Deno.test("fileProblems allows 400 lines, and any number to generated files", () => {
  const lines = (count: number) => CODE + "// x\n".repeat(count - 1);
  assertEquals(problems("layers/affine.ts", lines(400)), []);
  assertStringIncludes(problems("layers/affine.ts", lines(401))[0], "401 lines");
  assertStringIncludes(problems("bench/affine.ts", lines(401))[0], "401 lines");
  assertStringIncludes(problems("core/kernels/assembly/a.ts", lines(401))[0], "401 lines");
  assertEquals(problems("core/kernels/affine_generated.ts", lines(401)), []);
});

Deno.test("fileProblems wants docstrings that name the thing", () => {
  const asking = "What";
  const asked = 'layers/affine.ts:2: a docstring that begins with "What"; name the thing';
  for (const text of [`\n/** ${asking} it is. */\n`, `\n/**\n * ${asking} it is,\n */\n`]) {
    assertEquals(problems("layers/affine.ts", `${text}${CODE}`), [asked]);
  }
  assertEquals(problems("layers/affine.ts", `/** The layer. What a layer. */\n${CODE}`), []);
  assertEquals(problems("layers/affine.ts", `/** Whatever it is. */\n${CODE}`), []);
});
