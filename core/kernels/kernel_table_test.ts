import { assertEquals } from "@std/assert";
import { kernelTable } from "./kernel_table.ts";

const memory = () => new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true });

Deno.test("Both floating-point types have the same kernels", () => {
  const { kernels } = kernelTable(memory());
  assertEquals(Object.keys(kernels.f32).sort(), Object.keys(kernels.f64).sort());
});

Deno.test("Numbers lead to the functions that the names lead to", () => {
  const { kernels, ids, list } = kernelTable(memory());
  for (const group of ["f32", "f64", "shared"] as const) {
    for (const [name, id] of Object.entries(ids[group])) {
      assertEquals(list[id] === (kernels[group] as unknown as Record<string, unknown>)[name], true);
    }
  }
});

Deno.test("A module that was compiled before gives the same numbers over another memory", () => {
  const one = kernelTable(memory()), other = kernelTable(memory(), one.module);
  assertEquals(other.ids, one.ids);
  assertEquals(other.list.length, one.list.length);
});
