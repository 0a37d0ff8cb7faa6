import { sampleRecord } from "@descent/reports/testing";
import { assertEquals, assertMatch } from "@std/assert";
import { machineDifferences } from "./machine_differences.ts";

const { environment } = sampleRecord();

Deno.test("machineDifferences names each thing that changes bits by design, and nothing else", () => {
  const blas = (version: string) => ({ backend: "openblas", version });
  const cases: [changes: Partial<typeof environment>, sentence: RegExp][] = [
    [{ code: "other" }, /made by other code/],
    [{ v8: "1" }, /made by V8 15\.0, here it is 1;/],
    [{ matmul: blas("OpenBLAS 0.3.21") }, /those of wasm 0\.1\.0, here .+ OpenBLAS 0\.3\.21;/],
    [{ multiplyAdd: "strict", fusedMultiplyAdd: false }, /is relaxed, here it is strict/],
    [{ fusedMultiplyAdd: false }, /are fused, and here they are not/],
  ];
  for (const [changes, sentence] of cases) {
    const found = machineDifferences({ ...environment, ...changes }, environment);
    assertEquals(found.length, 1);
    assertMatch(found[0], sentence);
  }
  const same = { threads: 8, jobs: 3, cpu: "fast", os: "darwin", deno: "3" };
  assertEquals(machineDifferences({ ...environment, ...same }, environment), []);
  // The version of wasm's products is that of the code.
  const wasm = { matmul: { backend: "wasm", version: "0.2.0" } };
  assertEquals(machineDifferences({ ...environment, ...wasm }, environment), []);
});
