import { assertEquals } from "@std/assert";
import type { Limit } from "./bench_result.ts";
import { limitSentences, limitShare, operationRate, shareText } from "./limit_share.ts";

const limits: Limit[] = [
  { instructions: "wasm", threads: 1, rate: 50, who: "A" },
  { instructions: "native", threads: 1, rate: 120, who: "B" },
  { instructions: "native", threads: 2, rate: 200, who: "C" },
];

Deno.test("A rate in images/s is one in GFLOP/s where the operations of a call are counted", () => {
  const workload = { unit: "images/s", work: 100 };
  assertEquals(operationRate({ ...workload, operations: 5e9 }, 200), 10);
  assertEquals(operationRate(workload, 200), undefined);
  assertEquals(operationRate({ unit: "GFLOP/s", work: 2 }, 30), 30);
});

Deno.test("WebAssembly's limit grows with the threads, native code's is measured for each number", () => {
  const share = (instructions: "wasm" | "native" | "javascript", threads: number) =>
    limitShare(30, { instructions, threads }, limits);
  assertEquals([share("wasm", 1), share("wasm", 2)], [0.6, 0.3]);
  assertEquals([share("native", 1), share("native", 2)], [0.25, 0.15]);
  assertEquals([share("native", 3), share("javascript", 1)], [undefined, undefined]);
  assertEquals(limitShare(undefined, { instructions: "wasm", threads: 1 }, limits), undefined);
});

Deno.test("A share is shown in whole percent", () => {
  assertEquals([shareText(0.666), shareText(undefined)], ["67 %", ""]);
});

Deno.test("Each instruction set that has a limit has a sentence", () => {
  assertEquals(limitSentences([]), []);
  assertEquals(limitSentences(limits).map((text) => text.split("in this run ")[1]), [
    "50 GFLOP/s for each thread.",
    "120 GFLOP/s (B) and 200 GFLOP/s (C).",
  ]);
});
