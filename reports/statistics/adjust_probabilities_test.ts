import { assertAlmostEquals, assertEquals } from "@std/assert";
import { adjustProbabilities } from "./adjust_probabilities.ts";

Deno.test("adjustProbabilities multiplies by the tests that are left, and never falls again", () => {
  // In rising order 4 · 0.005, 3 · 0.01, 2 · 0.03, and 1 · 0.04, which is less than the one before.
  const expected = [0.03, 0.06, 0.06, 0.02];
  for (const [index, p] of adjustProbabilities([0.01, 0.04, 0.03, 0.005]).entries()) {
    assertAlmostEquals(p, expected[index], 1e-12);
  }
});

Deno.test("adjustProbabilities never exceeds 1, and leaves a single test alone", () => {
  assertEquals(adjustProbabilities([0.9, 0.8, 0.7]), [1, 1, 1]);
  assertEquals(adjustProbabilities([0.3]), [0.3]);
  assertEquals(adjustProbabilities([]), []);
});

Deno.test("adjustProbabilities by Benjamini and Hochberg never falls below a later one", () => {
  // In rising order 4/1 · 0.005, 4/2 · 0.01, 4/3 · 0.03, 4/4 · 0.031, which pulls the one before down.
  const expected = [0.02, 0.031, 0.031, 0.02];
  const adjusted = adjustProbabilities([0.01, 0.031, 0.03, 0.005], "benjamini-hochberg");
  for (const [index, p] of adjusted.entries()) assertAlmostEquals(p, expected[index], 1e-12);
});
