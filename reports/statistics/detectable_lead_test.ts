import { assert, assertAlmostEquals, assertLessOrEqual } from "@std/assert";
import { seededDraws } from "./_philox.ts";
import { detectableLead } from "./detectable_lead.ts";
import { type Contestant, judgeContestants, WINNER_SIGNIFICANCE } from "./judge_contestants.ts";

const COMPARISONS = 2000;

/** Normal numbers of a seed, by Box and Muller. */
function normals(seed: number): () => number {
  const draw = seededDraws(seed);
  const uniform = (): number => (draw(2 ** 32) + 0.5) / 2 ** 32;
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** In which share of comparisons somebody is named the winner, when contestants have these means. */
function namedShare(
  means: readonly number[],
  count: number,
  seed: number,
  shape: (noise: number) => number = (noise) => noise,
): number {
  const normal = normals(seed);
  let named = 0;
  for (let i = 0; i < COMPARISONS; i++) {
    const contestants = means.map((mean): Contestant => ({
      values: Array.from({ length: count }, () => mean + shape(normal())),
    }));
    if (judgeContestants(contestants, { better: "lower" }).winner !== null) named++;
  }
  return named / COMPARISONS;
}

Deno.test("with no true difference a winner is named in at most 5 % of 2,000 comparisons", () => {
  for (const [seed, contestants] of [2, 3, 4, 8].entries()) {
    assertLessOrEqual(namedShare(new Array(contestants).fill(0), 10, seed), 0.05);
    assertLessOrEqual(namedShare(new Array(contestants).fill(0), 3, seed), 0.05);
  }
});

Deno.test("of two equal ones that all others are far behind, one is named as often as the significance says", () => {
  // Three standard errors of the share are 1.2 %.
  for (const [seed, count] of [3, 5, 10, 20].entries()) {
    assertAlmostEquals(namedShare([0, 0], count, 21 + seed), WINNER_SIGNIFICANCE, 0.012);
  }
  const behind = namedShare([0, 0, 5, 5], 10, 12);
  assertAlmostEquals(behind, WINNER_SIGNIFICANCE, 0.012);
  assertLessOrEqual(behind, 0.05);
});

Deno.test("scores that are not normal name no more winners", () => {
  assertLessOrEqual(namedShare([0, 0], 10, 31, (value) => Math.exp(value)), 0.05);
  assertLessOrEqual(namedShare([0, 0, 0], 10, 32, (value) => value ** 3), 0.05);
});

Deno.test("the smallest detectable lead is detected in 80 ± 5 % of 2,000 comparisons", () => {
  for (const [count, contestants] of [[10, 2], [10, 4], [3, 4], [5, 3], [20, 8]] as const) {
    const lead = detectableLead(count, { deviation: 1, contestants });
    const means = [-lead, ...new Array(contestants - 1).fill(0)];
    const share = namedShare(means, count, 100 * contestants + count);
    assertAlmostEquals(share, 0.8, 0.05, `${count} seeds of ${contestants}`);
  }
});

Deno.test("a lead is detected at any power that is asked for, in the unit of the deviation", () => {
  const options = { deviation: 0.02, contestants: 3, power: 0.5 };
  const lead = detectableLead(10, options);
  assert(lead < detectableLead(10, { ...options, power: 0.9 }));
  assertAlmostEquals(lead / 0.02, detectableLead(10, { ...options, deviation: 1 }), 1e-9);
  assertAlmostEquals(namedShare([-lead / 0.02, 0, 0], 10, 5), 0.5, 0.05);
});
