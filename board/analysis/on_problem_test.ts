import { assertAlmostEquals, assertEquals } from "@std/assert";
import { adjustProbabilities } from "@descent/reports";
import { compareOnProblems } from "./on_problem.ts";

Deno.test("compareOnProblems compares every two rules on each problem, adjusted together", () => {
  const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
  const logs = [
    [seeds.map(() => 0), seeds.map((seed) => seed)],
    [seeds.map((seed) => 0.1 * seed), seeds.map((seed) => seed + (seed % 2 ? 1 : -1))],
    [seeds.map((seed) => -0.1 * seed), seeds.map((seed) => seed)],
  ];
  const pairs = compareOnProblems({
    ...{ rules: ["a", "b", "c"], problems: ["p", "q"], seeds, logs },
    ...{ untrained: [], diverged: [] },
  });
  assertEquals(
    pairs.map(({ problem, first, second }) => `${problem} ${first}${second}`),
    ["p ab", "p ac", "p bc", "q ab", "q ac", "q bc"],
  );
  assertEquals(pairs[0].probability, 2 / 256);
  assertAlmostEquals(pairs[0].difference, -0.45);
  assertEquals([pairs[4].probability, pairs[4].confidence], [1, null]);
  assertEquals(
    pairs.map(({ adjusted }) => adjusted),
    adjustProbabilities(pairs.map(({ probability }) => probability), "benjamini-hochberg"),
  );
});
