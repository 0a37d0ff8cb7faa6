import { assertEquals, assertThrows } from "@std/assert";
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
  const one = kernelTable(memory()), other = kernelTable(memory(), { module: one.module });
  assertEquals(other.ids, one.ids);
  assertEquals(other.list.length, one.list.length);
});

Deno.test("A kernel on a native product multiplies by what it is given, and traps without", () => {
  const calls: number[][] = [];
  const product = (...values: number[]) => void calls.push(values);
  const shared = memory();
  // One image of one pixel, one filter of one tap, which are multiplied as they lie: the plan's words, then its only pass.
  const header = [1, 1, 1, 0, 0, 1, 1, 1, 1, 1, 4, 16, 1, 1, 0, 1, 1, 1];
  const pass = [1, 200, 204, 1, 1, 0, 1, 1, 1];
  new Int32Array(shared.buffer).set([...header, ...pass]);
  const run = (table = kernelTable(shared)) =>
    table.kernels.f32.convolveNatively(0, 0, 1, 256, 0, 512, 0, 0, 768, 1024);
  run(kernelTable(shared, { products: { f32: product, f64: product } }));
  assertEquals(calls, [[1, 1, 1, 512, 1, 1, 256, 1, 1, 768, 1, 0]]);
  assertThrows(run, Error, "expected a native library");
});
