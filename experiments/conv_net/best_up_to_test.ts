import { sampleRun } from "@descent/reports/testing";
import { assertEquals } from "@std/assert";
import { bestUpTo } from "./best_up_to.ts";

Deno.test("bestUpTo keeps the best of the epochs so far", () => {
  const run = sampleRun();
  const [row] = run.metrics;
  const metrics = [0.8, 0.9, 0.85, 0.95].map((accuracy, index) => (
    { ...row, epoch: index + 1, scores: { "validation/accuracy": accuracy } }
  ));
  assertEquals([1, 2, 3, 4, 5].map((epoch) => bestUpTo({ ...run, metrics }, epoch)), [
    0.8,
    0.9,
    0.9,
    0.95,
    0.95,
  ]);
});
