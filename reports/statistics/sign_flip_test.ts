import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { signFlipTest } from "./sign_flip.ts";

Deno.test("signFlipTest draws arrangements above 16 differences, the same for a seed", () => {
  const differences = Array.from({ length: 20 }, (_, index) => Math.sin(7 * index) + 0.25);
  const sampled = signFlipTest(differences);
  assertEquals(signFlipTest(differences), sampled);
  const other = signFlipTest(differences, 1).probability;
  assert(other !== sampled.probability);
  // Both estimate one share, with a standard error of at most 0.0036.
  assertAlmostEquals(other, sampled.probability, 0.018);
});

Deno.test("signFlipTest counts what was seen, so that nothing is impossible", () => {
  const { probability, greater, less } = signFlipTest(new Array(40).fill(1));
  assertEquals([probability, greater, less], [1 / 20_001, 1 / 20_001, 1]);
});

Deno.test("signFlipTest of differences that are all 0 says nothing", () => {
  assertEquals(signFlipTest([0, 0, 0]), { mean: 0, probability: 1, greater: 1, less: 1 });
});
