import { createEngine } from "./memory/engine.ts";
import { fusedMultiplyAdd } from "./fused_multiply_add.ts";
import { matmul } from "./matmul.ts";
import { assertEquals } from "@std/assert";

Deno.test("fusedMultiplyAdd tells what the matrix product does", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const rows = 6, inner = 2, columns = 8;
  const a = arena.tensor([rows, inner], "f32"), b = arena.tensor([inner, columns], "f32");
  const c = arena.tensor([rows, columns], "f32");
  // 1·c + a·a, which is 0 where the product is rounded by itself.
  for (let i = 0; i < rows; i++) a.data.set([1, 1 + 2 ** -12], inner * i);
  b.data.fill(-1 - 2 ** -11, 0, columns).fill(1 + 2 ** -12, columns);
  matmul(a, b, c);
  assertEquals([...new Set(c.data)], [fusedMultiplyAdd() ? 2 ** -24 : 0]);
});
