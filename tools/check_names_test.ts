import { assertEquals } from "@std/assert";
import { nameProblems } from "./check_names.ts";

const files = [
  { path: "core/mod.ts", text: 'export * from "./a.ts";' },
  { path: "core/a.ts", text: "export const constant = 1, other = 2;" },
  { path: "core/_hidden.ts", text: "export const hinge = 1;" },
  { path: "layers/mod.ts", text: 'export * from "./deep/mod.ts";' },
  { path: "layers/deep/mod.ts", text: 'export * from "./b.ts";' },
  { path: "layers/deep/b.ts", text: "export function constant() {}\nexport type hinge = 1;" },
];

Deno.test("nameProblems finds a name of two members, through modules that pass it on", () => {
  assertEquals(nameProblems(files, []), [
    "constant: exported by core/a.ts and layers/deep/b.ts; give one of them another name",
  ]);
});

Deno.test("nameProblems leaves names of one meaning and private ones alone", () => {
  assertEquals(nameProblems(files, ["constant"]), []);
});
