import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import type { JudgedLosses } from "./judged_losses.ts";
import { canBeSignificant, compareOverProblems } from "./over_problems.ts";

/** Losses of two rules, of which the first has these log ratios to the second, on every seed. */
function lossesOf(ratios: readonly number[]): JudgedLosses {
  const problems = ratios.map((_, index) => `p${index}`);
  const logs = [ratios.map((ratio) => [ratio, ratio]), ratios.map(() => [0, 0])];
  return { rules: ["x", "y"], problems, seeds: [1, 2], logs, untrained: [], diverged: [] };
}

Deno.test("compareOverProblems clamps each problem to a factor of e", () => {
  const { effect, differences } = compareOverProblems(lossesOf([-20, 0.5, 0.1]), "x", "y");
  assertEquals(differences, [-1, 0.5, 0.1]);
  assertAlmostEquals(effect, -0.4 / 3);
});

Deno.test("compareOverProblems is the exact sign-flip test: known arrangements of three problems", () => {
  // Sums of ±0.1 ±0.2 ±0.4 that are at least as far from 0 as 0.3 = 0.4 + 0.1 − 0.2: ±0.3, ±0.5, ±0.7.
  const { probability } = compareOverProblems(lossesOf([0.1, -0.2, 0.4]), "x", "y");
  assertEquals(probability, 6 / 8);
});

Deno.test("compareOverProblems leaves out problems that do not count", () => {
  const losses = lossesOf([-0.5, 3, -0.5]);
  const options = { counts: (problem: number) => problem !== 1 };
  const { effect, wins, differences } = compareOverProblems(losses, "x", "y", options);
  assertEquals([effect, wins, differences], [-0.5, 2, [-0.5, null, -0.5]]);
  const none = compareOverProblems(losses, "x", "y", { counts: () => false });
  assertEquals([none.ratio, none.probability, none.detectable], [1, 1, null]);
});

Deno.test("compareOverProblems: equivalent exactly when the interval at 90 % is within 2 %", () => {
  const near = compareOverProblems(lossesOf([0.001, -0.001, 0.002, -0.002]), "x", "y");
  assert(near.equivalence < 0.05);
  const wide = compareOverProblems(lossesOf([0.03, -0.03, 0.02, -0.02]), "x", "y");
  assert(wide.equivalence > 0.05 && wide.probability > 0.05);
});

Deno.test("compareOverProblems: more comparisons need a larger difference to be seen", () => {
  const losses = lossesOf([0.1, -0.1, 0.2, 0.3]);
  const [one, ten] = [1, 10].map((comparisons) =>
    compareOverProblems(losses, "x", "y", { comparisons }).detectable!
  );
  assert(1 < one && one < ten, `${one} ${ten}`);
});

Deno.test("canBeSignificant: sixteen problems suffice for any board", () => {
  assertEquals([5, 9, 10, 16].map((problems) => canBeSignificant(problems, 11)), [
    false,
    true,
    true,
    true,
  ]);
});
