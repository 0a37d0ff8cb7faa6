import { assertEquals } from "@std/assert";
import { sampleResult } from "./_sample_result.ts";
import { headline } from "./headline.ts";

Deno.test("The headline has the fastest setup and its ratios within rounds", () => {
  assertEquals(
    headline(sampleResult),
    "Descent, wasm, 2 threads trains 784-100-10, batch 128, Adam, at 185,000 images/s: " +
      "3.65 times the fastest other JavaScript library and 1.00 times PyTorch set up well.",
  );
});

Deno.test("Without other libraries the headline compares with none", () => {
  const implementations = sampleResult.implementations.filter(({ family }) => family === "descent");
  assertEquals(
    headline({ ...sampleResult, implementations }),
    "Descent, wasm, 2 threads trains 784-100-10, batch 128, Adam, at 185,000 images/s.",
  );
});

Deno.test("Without training steps the headline says so", () => {
  const groups = sampleResult.groups.slice(0, 2);
  assertEquals(
    headline({ ...sampleResult, groups }),
    "2 workloads were timed; training steps were not among them.",
  );
});
