import { assertAlmostEquals, assertEquals } from "@std/assert";
import { errorBarrier } from "./error_barrier.ts";

type Points = Parameters<typeof errorBarrier>[0];
const positions = Array.from({ length: 21 }, (_, index) => (index - 5) / 10);
const pointsOf = (value: (position: number) => number): Points =>
  positions.map((position) => [position, value(position)]);

Deno.test("errorBarrier of a convex function is 0, of a double well the height between its minima", () => {
  assertEquals(errorBarrier(pointsOf((a) => (a - 0.3) ** 2)), 0);
  assertAlmostEquals(errorBarrier(pointsOf((a) => 16 * a ** 2 * (1 - a) ** 2))!, 1, 1e-12);
  // Over a slope it is measured from the slope.
  assertAlmostEquals(errorBarrier(pointsOf((a) => 16 * a ** 2 * (1 - a) ** 2 + 3 * a))!, 1, 1e-12);
  assertAlmostEquals(errorBarrier(pointsOf((a) => 1 - a * (1 - a)), "higher")!, 0.25, 1e-12);
});

Deno.test("errorBarrier is not known where a value on the way is not", () => {
  assertEquals(errorBarrier([[-0.5, null], [0, 1], [0.5, 2], [1, 1]]), 1);
  assertEquals(errorBarrier([[0, 1], [0.5, null], [1, 1]]), null);
  assertEquals(errorBarrier([[0, 1], [0.5, 2]]), null);
});
