import { assertAlmostEquals, assertEquals } from "@std/assert";
import { rankAgreement } from "./rank_agreement.ts";

Deno.test("rankAgreement is 0 for opposite orders and 1 for equal ones", () => {
  assertEquals(rankAgreement([[1, 2, 3], [3, 2, 1]]).agreement, 0);
  const { agreement, rankSums, probability } = rankAgreement([[1, 2, 3], [4, 5, 6], [0, 1, 9]]);
  assertEquals([agreement, rankSums], [1, [3, 6, 9]]);
  assertAlmostEquals(probability, Math.exp(-3), 1e-14);
});

Deno.test("rankAgreement gives equal values the mean of their ranks", () => {
  assertEquals(rankAgreement([[5, 5, 1]]).rankSums, [2.5, 2.5, 1]);
});
