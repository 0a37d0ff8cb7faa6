import { assertAlmostEquals, assertEquals } from "@std/assert";
import { classicSpeed } from "./classic_speed.ts";

Deno.test("classicSpeed is the mean height from 1 to r, and moves as a rule is left out", () => {
  // On one problem: ratios 1, 2 and 4 have heights 1, (4 - 2)/3 and 0.
  const [first, second, third] = classicSpeed([[1], [2], [4]], 4);
  assertEquals([first, third.score], [{ score: 1, without: 1 }, 0]);
  assertAlmostEquals(second.score, 2 / 3, 1e-15);
  // Without the first the others' ratios are 1 and 2.
  assertEquals(second.without, 1);
  assertAlmostEquals(third.without, 2 / 3, 1e-15);
});

Deno.test("classicSpeed: the order of two rules turns with a third (Gould and Scott)", () => {
  const two = [[3, 4, 4], [2, 8, 8]], third = [3, 1, 1];
  const scores = (times: readonly (readonly number[])[]) =>
    classicSpeed(times, 4).map(({ score }) => Number((9 * score).toFixed(12)));
  // Heights times 3: of ratios 1.5, 1, 1 and 1, 2, 2; then of 1.5, 4, 4 and 1, 8, 8.
  assertEquals(scores(two), [2.5 + 3 + 3, 3 + 2 + 2]);
  assertEquals(scores([...two, third]).slice(0, 2), [2.5, 3]);
});

Deno.test("classicSpeed: nobody who got there has no height, and who is alone is the fastest", () => {
  assertEquals(classicSpeed([[5, Infinity]], 4), [{ score: 0.5, without: 0.5 }]);
});
