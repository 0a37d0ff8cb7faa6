import { assertAlmostEquals, assertEquals } from "@std/assert";
import { expectedMinimum } from "./expected_minimum.ts";

Deno.test("expectedMinimum is the mean over all subsets", () => {
  const values = [4, 1, 7, 2, 2];
  const sums = new Array<[number, number]>(6).fill([0, 0]);
  for (let subset = 1; subset < 32; subset++) {
    const drawn = values.filter((_, index) => subset >> index & 1);
    const [sum, count] = sums[drawn.length];
    sums[drawn.length] = [sum + Math.min(...drawn), count + 1];
  }
  for (const [index, value] of expectedMinimum(values).entries()) {
    assertAlmostEquals(value, sums[index + 1][0] / sums[index + 1][1], 1e-12);
  }
});

Deno.test("expectedMinimum ends at the smallest value only without replacement", () => {
  assertEquals(expectedMinimum([3, 1, 2]).at(-1), 1);
  assertAlmostEquals(expectedMinimum([3, 1, 2], "with").at(-1)!, (19 + 2 * 7 + 3) / 27, 1e-12);
  assertEquals(expectedMinimum([]), []);
});
