import { assertAlmostEquals, assertEquals } from "@std/assert";
import { normalQuantile, normalTail } from "./normal.ts";

Deno.test("normalTail keeps its digits where it is tiny", () => {
  const tails = [[0.5, 0.30853753872598689636], [3, 0.0013498980316300945267], [
    10,
    7.619853024160526066e-24,
  ]];
  for (const [z, expected] of tails) {
    assertAlmostEquals(normalTail(z), expected, 1e-13 * expected);
    assertAlmostEquals(normalTail(-z), 1 - expected, 1e-15);
  }
});

Deno.test("normalQuantile undoes normalTail", () => {
  for (const z of [1e-6, 0.3, 1, 2.5758293035489, 6]) {
    assertAlmostEquals(-normalQuantile(normalTail(z)), z, 1e-10 * Math.max(1, z));
  }
  assertEquals(normalQuantile(0.5), 0);
});
