import { assertAlmostEquals, assertEquals } from "@std/assert";
import { timeToLoss } from "./time_to_loss.ts";

Deno.test("timeToLoss follows the lowest loss so far", () => {
  const curve = [[1, 8], [2, 2], [3, 4], [4, 0.5]] as const;
  assertAlmostEquals(timeToLoss(curve, 4), 1.5);
  assertEquals(timeToLoss(curve, 2), 2);
  // From 2 at the second point, not from 4 at the third, whose place counts.
  assertAlmostEquals(timeToLoss(curve, 1), 3.5);
});

Deno.test("timeToLoss is the first evaluation where that is there already, Infinity where nothing is", () => {
  assertEquals(timeToLoss([[10, 1]], 2), 10);
  assertEquals(timeToLoss([[10, 3], [20, 0]], 1), 20);
  assertEquals(timeToLoss([], 1), Infinity);
});
