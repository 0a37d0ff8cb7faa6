import { assertGreater, assertLessOrEqual } from "@std/assert";
import { heapGrowth } from "./heap_growth.ts";

Deno.test("heapGrowth: finds arrays, on the heap and beside it", () => {
  const kept: unknown[] = [];
  const options = { bound: 10_000, patience: 50 };
  assertGreater(
    heapGrowth(() => void kept.push(Array.from({ length: 9000 }, () => 1)), options),
    60_000,
  );
  assertGreater(heapGrowth(() => void kept.push(new Float64Array(9000)), options), 70_000);
});

Deno.test("heapGrowth: looks again until what only grows at first has settled", () => {
  const kept: unknown[] = [];
  let runs = 0;
  const run = () => void (++runs < 12 && kept.push(new Float64Array(9000)));
  assertLessOrEqual(heapGrowth(run, { bound: 10_000 }), 10_000);
  assertGreater(runs, 12);
});
