import { assertEquals } from "@std/assert";
import { sampleResult } from "./_sample_result.ts";
import { curveLines, workloadLines } from "./console_lines.ts";

Deno.test("A workload is a table of rates, shares and ratios, and who could not is below", () => {
  const [, , { workloads: [workload] }] = sampleResult.groups;
  assertEquals(workloadLines(workload, sampleResult.implementations, sampleResult.limits), [
    "",
    "784-100-10, batch 128, Adam  images/s  GFLOP/s  of its limit  wasm-1 ÷  wasm-2 ÷",
    "Descent, wasm, 1 thread       105,000     33.6          67 %      1.00      1.76",
    "Descent, wasm, 2 threads      185,000     59.1          59 %      0.57      1.00",
    "jax-js, 1 thread               50,000       16          32 %      2.05      3.65",
    "PyTorch set up well           190,000     60.7          30 %      0.57      1.00",
    "TensorFlow.js, wasm cannot: no kernel",
  ]);
  const [, , , , , torch] = workloadLines(workload, sampleResult.implementations, []);
  assertEquals(
    torch,
    `PyTorch set up well           190,000     60.7${" ".repeat(20)}0.57      1.00`,
  );
});

Deno.test("A workload whose operations are not counted has neither GFLOP/s nor shares", () => {
  const [, , { workloads: [{ operations: _, ...workload }] }] = sampleResult.groups;
  const [, head] = workloadLines(workload, sampleResult.implementations, sampleResult.limits);
  assertEquals(head, "784-100-10, batch 128, Adam  images/s  wasm-1 ÷  wasm-2 ÷");
});

Deno.test("A curve is a table of milliseconds, with gaps where nothing was measured", () => {
  const [curve] = sampleResult.curves;
  const second = { name: "b", title: "B", points: [{ x: 32, seconds: 0.5 }] };
  assertEquals(curveLines({ ...curve, series: [...curve.series, second] }), [
    "",
    "Nets: ms by width  16   32",
    "Descent             1    2",
    "B                      500",
  ]);
});
