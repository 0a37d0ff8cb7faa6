import { assertAlmostEquals, assertEquals } from "@std/assert";
import { halfWidth, summarize } from "./summarize.ts";

Deno.test("summarize meets the t table", () => {
  // scipy.stats.t.ppf(0.975, n - 1) for n = 3, 5, 10, 30.
  const quantiles = [4.30265273, 2.77644511, 2.26215716, 2.04522964];
  for (const [index, count] of [3, 5, 10, 30].entries()) {
    const values = Array.from({ length: count }, (_, i) => Math.sin(i) * 3 + 7);
    const { confidence, standardDeviation } = summarize(values)!;
    const expected = quantiles[index] * standardDeviation! / Math.sqrt(count);
    assertAlmostEquals(confidence!, expected, 1e-7 * expected);
  }
});

Deno.test("summarize divides by n - 1 and keeps the extremes", () => {
  const { mean, standardDeviation, minimum, maximum } = summarize([2, 4, 4, 4, 5, 5, 7, 9])!;
  assertEquals([mean, minimum, maximum], [5, 2, 9]);
  assertAlmostEquals(standardDeviation!, Math.sqrt(32 / 7), 1e-12);
});

Deno.test("summarize claims no spread for one value and nothing for none", () => {
  assertEquals(summarize([]), null);
  assertEquals(summarize([0.5]), {
    count: 1,
    mean: 0.5,
    standardDeviation: null,
    confidence: null,
    minimum: 0.5,
    maximum: 0.5,
  });
});

Deno.test("summarize gives two values a range and no interval", () => {
  const { confidence, minimum, maximum, standardDeviation } = summarize([1, 3])!;
  assertEquals([confidence, minimum, maximum], [null, 1, 3]);
  assertAlmostEquals(halfWidth({ count: 2, standardDeviation })!, 12.7062047361747, 1e-12);
  assertEquals(halfWidth({ count: 1, standardDeviation: null }), null);
});

Deno.test("summarize finds no spread in equal values, whatever their sum rounds to", () => {
  const { mean, standardDeviation, confidence } = summarize([0.1, 0.1, 0.1])!;
  assertEquals([mean, standardDeviation, confidence], [0.1, 0, 0]);
});
