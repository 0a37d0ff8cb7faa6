import { assertEquals } from "@std/assert";
import { nativeGemm } from "./native_gemm.ts";

Deno.test("What a library cannot do is left to the fixed kernels: empty extents, bias and relu", () => {
  const calls: string[] = [];
  const gemm = nativeGemm((...values) => void calls.push(`product ${values.at(-1)}`), {
    gemm: () => void calls.push("gemm"),
    epilogue: (...values) => void calls.push(`epilogue ${values.join(" ")}`),
  });
  const run = (M: number, K: number, bias: number, bits: number) =>
    gemm(M, 3, K, 0, K, 1, 0, 3, 1, 64, 5, bias, bits, 0);
  run(2, 2, 0, 0);
  run(2, 2, 0, 1);
  run(2, 2, 128, 2);
  run(0, 2, 128, 2);
  run(2, 0, 128, 2);
  assertEquals(calls, [
    "product 0",
    "product 1",
    "product 0",
    "epilogue 2 3 64 5 128 2",
    "gemm",
    "gemm",
  ]);
});
