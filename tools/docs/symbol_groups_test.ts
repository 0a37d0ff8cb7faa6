import { assertEquals } from "@std/assert";
import { symbolGroups } from "./symbol_groups.ts";

Deno.test("Symbols are grouped by the room that they stand in", () => {
  const files = [
    { path: "layers/mod.ts", text: 'export * from "./x/b.ts"; export * from "./layer.ts";' },
    { path: "layers/x/b.ts", text: "export const b = 1; export type A = 1;" },
    { path: "layers/layer.ts", text: "export interface Layer {}" },
    { path: "layers/y/c.ts", text: "export const c = 1;" },
  ];
  assertEquals(symbolGroups("layers/mod.ts", files), [
    { category: "Layers", names: ["Layer"] },
    { category: "X", names: ["A", "b"] },
  ]);
});
