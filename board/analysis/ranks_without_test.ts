import { assertAlmostEquals, assertEquals } from "@std/assert";
import { ranksWithout } from "./ranks_without.ts";

Deno.test("ranksWithout: interquartile means over the judges of the other problems", () => {
  const scores = [
    [[0, 0.1, 0.9, 1], [0.2, 0.3, 0.4, 0.5], [1, 1, 1, 1.2]],
    [[0.4, 0.4, 0.5, 0.6], [0.4, 0.4, 0.4, 0.4], [0.9, 0.8, 0.7, 0.6]],
  ];
  const [first, second] = ranksWithout(scores);
  // Of eight values the two smallest and the two largest are left out; of twelve three.
  const expected = [
    [(0.4 + 0.5 + 1 + 1) / 4, (0.9 + 1 + 1 + 1) / 4, (0.2 + 0.3 + 0.4 + 0.5) / 4],
    [(0.4 + 0.4 + 0.6 + 0.7) / 4, (0.5 + 0.6 + 0.6 + 0.7) / 4, (4 * 0.4) / 4],
  ];
  [first, second].forEach(({ scores }, rule) =>
    scores.forEach((score, problem) => assertAlmostEquals(score, expected[rule][problem], 1e-15))
  );
  assertEquals([first.ranks, second.ranks], [[1, 1, 2], [2, 2, 1]]);
  assertEquals([first.rank, second.rank], [1, 2]);
});

Deno.test("ranksWithout has none of one problem, and gives equal rules the same rank", () => {
  assertEquals(ranksWithout([[[1]], [[1]]]), [
    { rank: 1, ranks: [], scores: [] },
    { rank: 1, ranks: [], scores: [] },
  ]);
});
