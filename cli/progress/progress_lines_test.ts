import { assert, assertEquals } from "@std/assert";
import { progressLines } from "./progress_lines.ts";

const snapshot = {
  done: 24,
  total: 48,
  running: [
    { label: "momentum learningRate=0.01 seed 0", epoch: 3.25, epochs: 10, score: "98.12 %" },
    { label: "sgd learningRate=1 seed 0", epoch: 0, epochs: 10, score: "" },
  ],
  secondsLeft: 34.2,
};

Deno.test("progressLines shows trials done, the running ones with their score, and the time left", () => {
  assertEquals(progressLines("compare", snapshot, 100), [
    "compare ━━━━━━━━━━━━────────────  24/48 trials, 35 s left",
    "  momentum learningRate=0.01 seed 0  epoch 3.3/10  98.12 %",
    "  sgd learningRate=1 seed 0          epoch 0/10",
  ]);
});

Deno.test("progressLines keeps to a narrow terminal", () => {
  for (const columns of [45, 30, 12, 1]) {
    assert(progressLines("compare", snapshot, columns).every((line) => line.length <= columns));
  }
  assertEquals(progressLines("compare", snapshot, 34)[0], "compare 24/48 trials, 35 s left");
});

Deno.test("progressLines starts at nothing", () => {
  assertEquals(progressLines("c", { done: 0, total: 0, running: [], secondsLeft: null }, 20), [
    "c ──────  0/0 trials",
  ]);
});
