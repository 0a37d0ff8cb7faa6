import { randomStream } from "@descent/core";
import { summarize } from "@descent/reports";
import { assert, assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import { judgeClaim, type JudgeClaimOptions } from "./judge_claim.ts";

const options = { margin: 0.005, comparisons: 7 } as const;

/** Six seeds around a mean, so close that their interval is narrower than the margin. */
function around(mean: number, spread = 0.0005) {
  return summarize([-1.5, -1, -0.5, 0.5, 1, 1.5].map((step) => mean + step * spread))!;
}

Deno.test("judgeClaim confirms what no rival is better than by the margin", () => {
  for (const rival of [0.95, 0.97, 0.972]) {
    assertEquals(judgeClaim(around(0.97), around(rival), options).verdict, "confirmed");
  }
  assertEquals(judgeClaim(around(0.97), around(0.9695)).verdict, "open");
});

Deno.test("judgeClaim refutes what a rival is better than", () => {
  const { verdict, comparison } = judgeClaim(around(0.97), around(0.98), options);
  assertEquals(verdict, "refuted");
  assertAlmostEquals(comparison!.difference, -0.01, 1e-12);
  const loss = judgeClaim(around(0.97), around(0.98), { ...options, better: "lower" });
  assertEquals(loss.verdict, "confirmed");
});

Deno.test("judgeClaim leaves open what may be either", () => {
  assertEquals(judgeClaim(around(0.97), around(0.974, 0.004), options).verdict, "open");
  assertEquals(judgeClaim(around(0.97), around(0.97, 0.01), options).verdict, "open");
});

Deno.test("judgeClaim errs in at most its share of the cases, at either limit", () => {
  const trials = 20_000;
  const random = randomStream({ seed: 1 });
  const share = (difference: number, spread: number, wrong: string, own: JudgeClaimOptions) => {
    const seeds = (mean: number) =>
      summarize(Array.from({ length: 6 }, () => mean + spread * random.normal()));
    let count = 0;
    for (let trial = 0; trial < trials; trial++) {
      if (judgeClaim(seeds(0), seeds(difference), own).verdict === wrong) count++;
    }
    return count / trials;
  };
  const allowed = 0.05 / options.comparisons;
  assertAlmostEquals(share(0, 0.01, "refuted", options), allowed, 0.002);
  assertLess(share(0, 0.002, "refuted", options), allowed);
  assertAlmostEquals(share(options.margin, 0.002, "confirmed", options), allowed, 0.002);
  // Without a margin a claim of two that are equal may be wrongly confirmed as often.
  assertAlmostEquals(share(0, 1, "confirmed", {}), 0.05, 0.005);
});

Deno.test("judgeClaim says nothing of one or two seeds, or of none", () => {
  for (const values of [[0.9], [0.9, 0.91]]) {
    const { verdict, comparison, seeds } = judgeClaim(
      summarize(values),
      summarize([0.1, 0.2, 0.3]),
    );
    assertEquals([verdict, comparison, seeds], ["open", null, values.length]);
  }
  assertEquals(judgeClaim(around(0.97), null).verdict, "open");
  assertEquals(judgeClaim(null, 0.97).verdict, "open");
});

Deno.test("judgeClaim takes equal seeds for no certainty", () => {
  const [one, other] = [summarize([1, 1, 1, 1, 1]), summarize([2, 2, 2, 2, 2])];
  assertEquals([judgeClaim(other, one).verdict, judgeClaim(other, 1).verdict], ["open", "open"]);
  const floored = judgeClaim(other, 1, { leastDeviation: 0.1 });
  assertEquals(floored.verdict, "confirmed");
  assert(floored.comparison!.confidence > 0.09);
});
