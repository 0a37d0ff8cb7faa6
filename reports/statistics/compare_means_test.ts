import { assertAlmostEquals, assertEquals } from "@std/assert";
import { compareMeans, comparePairs } from "./compare_means.ts";
import { summarize } from "./summarize.ts";

function compare(first: number[], second: number[]): ReturnType<typeof compareMeans> {
  return compareMeans(summarize(first)!, summarize(second)!);
}

Deno.test("compareMeans meets scipy.stats.ttest_ind(equal_var=False)", () => {
  const close = compare([1, 2, 3, 4], [2, 3, 4, 9, 5])!;
  assertAlmostEquals(close.t, -1.5329420047912072, 1e-12);
  assertAlmostEquals(close.degreesOfFreedom, 5.961500363618126, 1e-12);
  assertAlmostEquals(close.probability, 0.17649567015309295, 1e-12);

  const apart = compare([97.91, 97.85, 98.02, 97.96, 97.88], [97.71, 97.69, 97.80, 97.62, 97.75])!;
  assertAlmostEquals(apart.t, 4.9333303502167904, 1e-9);
  assertAlmostEquals(apart.probability, 0.0011446296222733803, 1e-12);
});

Deno.test("compareMeans gives the interval of the difference", () => {
  const { difference, confidence } = compare([1, 2, 3, 4], [2, 3, 4, 9, 5])!;
  // scipy.stats.t.ppf(0.975, 5.961500363618126) · |difference / t|
  assertAlmostEquals(difference, -2.1, 1e-12);
  assertAlmostEquals(confidence, 3.357315327952788, 1e-7);
});

Deno.test("compareMeans gives the interval at the level that is asked for", () => {
  const groups = [summarize([1, 2, 3, 4])!, summarize([2, 3, 4, 9, 5])!] as const;
  const { confidence, probability } = compareMeans(...groups)!;
  const narrow = compareMeans(...groups, { level: 1 - probability })!;
  // An interval at the level of the test's own probability ends at 0.
  assertAlmostEquals(narrow.confidence, 2.1, 1e-7);
  assertEquals(confidence > narrow.confidence, true);
});

Deno.test("compareMeans says nothing of noise when no group varies", () => {
  assertEquals(compare([1, 1], [2, 2]), null);
  assertEquals(compare([2, 2, 2], [2, 2]), null);
});

Deno.test("compareMeans pools the variances where they are supposed to be equal", () => {
  const groups = [summarize([1, 2, 3])!, summarize([4, 4, 5, 7])!] as const;
  const { degreesOfFreedom, standardError } = compareMeans(...groups, { variances: "equal" })!;
  assertEquals(degreesOfFreedom, 5);
  assertAlmostEquals(standardError ** 2, (2 * 1 + 3 * 2) / 5 * (1 / 3 + 1 / 4), 1e-12);
});

Deno.test("comparePairs takes what pairs have in common out", () => {
  const pairs = comparePairs([0.1, 0.2, 0.3])!;
  assertAlmostEquals(pairs.standardError, 0.1 / Math.sqrt(3), 1e-12);
  assertEquals(pairs.degreesOfFreedom, 2);
  assertEquals([comparePairs([1]), comparePairs([1, 1]), comparePairs([])], [null, null, null]);
});

Deno.test("compareMeans says nothing about a single value", () => {
  assertEquals(compare([1], [2, 3]), null);
});
