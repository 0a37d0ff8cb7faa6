import { assertEquals, assertThrows } from "@std/assert";
import { kernelTable } from "../kernels/kernel_table.ts";
import { nativeKernelCount, nativeKernels } from "./native_kernels.ts";

Deno.test("A library's kernels follow the fixed ones; what it lacks is theirs, or refused", () => {
  const table = kernelTable(new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true }));
  const calls: number[][] = [];
  const product = (...values: number[]) => void calls.push(values);
  const library = { name: "onednn", path: "", version: "", close() {} } as const;
  const { gemm, ids, list, convolutions } = nativeKernels(
    { ...library, products: { f32: product } },
    table,
  );
  assertEquals(list.length, nativeKernelCount);
  assertEquals(ids.f32, table.list.length);
  assertEquals([ids.f64, ids.convolve, ids.gradient].map((id) => id - ids.f32), [1, 2, 3]);
  assertEquals(gemm.f64, table.kernels.f64.gemm);
  list[0](1, 2, 3, 0, 3, 1, 64, 2, 1, 128, 2, 0, 0, 0);
  assertEquals(calls, [[1, 2, 3, 0, 3, 1, 64, 2, 1, 128, 2, 0]]);
  assertEquals(convolutions, undefined);
  assertThrows(() => list[2](), Error, "expected a native library with convolutions");
});
