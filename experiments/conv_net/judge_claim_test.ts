import { randomStream } from "@descent/core";
import { summarize } from "@descent/reports";
import { assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import { COMPARISONS } from "./claims.ts";
import { judgeClaim, MARGIN } from "./judge_claim.ts";

/** Six seeds around a mean, so close that their interval is narrower than the margin. */
function around(mean: number, spread = 0.0005) {
  return summarize([-1.5, -1, -0.5, 0.5, 1, 1.5].map((step) => mean + step * spread))!;
}

Deno.test("judgeClaim confirms what no rival is better than by the margin", () => {
  for (const rival of [0.95, 0.97, 0.972]) {
    assertEquals(judgeClaim(around(0.97), around(rival)).verdict, "confirmed");
  }
});

Deno.test("judgeClaim refutes what a rival is better than", () => {
  const { verdict, comparison } = judgeClaim(around(0.97), around(0.98));
  assertEquals(verdict, "refuted");
  assertAlmostEquals(comparison!.difference, 0.01, 1e-12);
});

Deno.test("judgeClaim leaves open what may be either", () => {
  assertEquals(judgeClaim(around(0.97), around(0.974, 0.004)).verdict, "open");
  assertEquals(judgeClaim(around(0.97), around(0.97, 0.01)).verdict, "open");
});

Deno.test("judgeClaim errs in at most its share of the cases, at either limit", () => {
  const trials = 20_000;
  const random = randomStream({ seed: 1 });
  const share = (difference: number, spread: number, wrong: string) => {
    const seeds = (mean: number) =>
      summarize(Array.from({ length: 6 }, () => mean + spread * random.normal()));
    let count = 0;
    for (let trial = 0; trial < trials; trial++) {
      if (judgeClaim(seeds(0), seeds(difference)).verdict === wrong) count++;
    }
    return count / trials;
  };
  const allowed = 0.05 / COMPARISONS;
  assertAlmostEquals(share(0, 0.01, "refuted"), allowed, 0.002);
  assertLess(share(0, 0.002, "refuted"), allowed);
  assertAlmostEquals(share(MARGIN, 0.002, "confirmed"), allowed, 0.002);
});

Deno.test("judgeClaim says nothing of single seeds, or of none", () => {
  const open = { verdict: "open", comparison: null } as const;
  assertEquals(judgeClaim(summarize([0.9]), summarize([0.95])), open);
  assertEquals(judgeClaim(around(0.97), null), open);
  assertEquals(judgeClaim(null, around(0.97)), open);
});
