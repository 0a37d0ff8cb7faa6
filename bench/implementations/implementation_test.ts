import { assert, assertEquals } from "@std/assert";
import { descents, directConvolutions, openBlasImplementations, peers } from "./implementation.ts";

const everyone = [
  ...descents([1, 4]),
  ...directConvolutions([1, 4]),
  ...openBlasImplementations([1, 4]),
  ...peers([1, 4]),
];

Deno.test("Every implementation has a name and a title of its own", () => {
  for (const key of ["name", "title"] as const) {
    assertEquals(new Set(everyone.map((one) => one[key])).size, everyone.length);
  }
});

Deno.test("Every implementation's program exists", async () => {
  for (const { args } of everyone) {
    const script = args.find((arg) => /\.(ts|py)$/.test(arg))!;
    assert((await Deno.stat(script)).isFile);
  }
});

Deno.test("Descent is there with each product and each number of threads", () => {
  assertEquals(descents([1, 2]).map(({ name, threads }) => [name, threads]), [
    ["wasm-1", 1],
    ["wasm-2", 2],
    ["openblas-1", 1],
    ["openblas-2", 2],
    ["onednn-1", 1],
    ["onednn-2", 2],
  ]);
});
