import { assertAlmostEquals, assertEquals } from "@std/assert";
import { tunability } from "./tunability.ts";

Deno.test("tunability is that of NumPy over all subsets", () => {
  // Means of the minima of itertools.combinations, weighted by 1/k up to half of the number.
  assertAlmostEquals(
    tunability([0.1, 1.7, -0.3, 0.25, 2.2, 0.9, 0.05]),
    0.41298701298701307,
    1e-14,
  );
  const logs = [0.9, 0.5, 0.4, 0.41, 2.5, 2.5, 0.7, 0.45].map(Math.log);
  assertAlmostEquals(tunability(logs), -0.5135253727116805, 1e-14);
  assertAlmostEquals(tunability([1, 1, 1, 1, 5]), 1.5333333333333332, 1e-14);
});

Deno.test("tunability of one trial is its loss, and of two their mean", () => {
  assertEquals([tunability([3]), tunability([3, 1])], [3, 2]);
});

Deno.test("tunability is lower where good settings are found early, though the best of all is the same", () => {
  const often = [1, 1, 1, 1, 9, 9], seldom = [1, 9, 9, 9, 9, 9];
  assertEquals(tunability(often) < tunability(seldom), true);
});
