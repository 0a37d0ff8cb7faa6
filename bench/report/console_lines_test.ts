import { assertEquals } from "@std/assert";
import { sampleResult } from "./_sample_result.ts";
import { curveLines, workloadLines } from "./console_lines.ts";

Deno.test("A workload is a table of rates and ratios, and who could not is below", () => {
  const [, , { workloads: [workload] }] = sampleResult.groups;
  assertEquals(workloadLines(workload, sampleResult.implementations), [
    "",
    "784-100-10, batch 128, Adam  images/s  wasm-1 ÷  wasm-2 ÷",
    "Descent, wasm, 1 thread       105,000      1.00      1.76",
    "Descent, wasm, 2 threads      185,000      0.57      1.00",
    "jax-js, 1 thread               50,000      2.05      3.65",
    "PyTorch set up well           190,000      0.57      1.00",
    "TensorFlow.js, wasm cannot: no kernel",
  ]);
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
