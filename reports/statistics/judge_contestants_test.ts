import { assert, assertEquals } from "@std/assert";
import { type Contestant, judgeContestants, type Judgement } from "./judge_contestants.ts";

const judge = (...all: readonly (readonly number[])[]): Judgement =>
  judgeContestants(all.map((values) => ({ values })), { better: "lower" });

Deno.test("judgeContestants names a winner only ahead of every rival", () => {
  const [best, close, far] = [[1, 1.2, 1.4], [1.3, 1.5, 1.7], [9, 9.2, 9.4]];
  assertEquals([judge(far, best).winner, judge(best, close, far).winner], [1, null]);
  const { leader, tied, probability, rivalries } = judge(far, close, best);
  assertEquals([leader, tied], [2, [1, 2]]);
  assertEquals(probability, rivalries[1]!.probability);
  assertEquals(rivalries[2], null);
  assert(rivalries[0]!.probability! < 1e-6);
});

Deno.test("judgeContestants is not told by the runner-up alone", () => {
  // The third has a worse mean than the second, and so much noise that it may be the best of all.
  const { winner, tied } = judge([1, 1.01, 1.02, 1.0], [1.2, 1.21, 1.22, 1.2], [3, 0.1, 2.4, 0.3]);
  assertEquals([winner, tied], [null, [0, 2]]);
});

Deno.test("judgeContestants pools the variance over all contestants", () => {
  const { rivalries, deviation } = judge([1, 2, 3], [2, 3, 4], [11, 12, 13]);
  assertEquals([rivalries[1]!.comparison!.degreesOfFreedom, deviation], [6, 1]);
});

Deno.test("judgeContestants does not pool variances that differ too much", () => {
  const steady = [1, 1.001, 1.002, 0.999, 0.998, 1];
  const wild = [4, -3, 9, 2, -1, 7];
  const { degreesOfFreedom } = judge(steady, wild).rivalries[1]!.comparison!;
  assert(degreesOfFreedom < 5.1, String(degreesOfFreedom));
});

Deno.test("judgeContestants takes equal seeds for no certainty", () => {
  const { winner, probability, leader, tied } = judge([1, 1, 1, 1, 1], [2, 2, 2, 2, 2]);
  assertEquals([winner, probability, leader, tied], [null, null, 0, [0, 1]]);
  // One that varies lends its variance to the one that does not.
  const lent = judge([1, 1, 1], [0.5, 1.2, 2.3]);
  assertEquals(lent.winner, null);
});

Deno.test("judgeContestants says nothing of fewer than three seeds", () => {
  const { winner, probability, tied } = judge([1, 1.1], [8, 8.1], [9, 9.1]);
  assertEquals([winner, probability, tied], [null, null, [0, 1, 2]]);
});

Deno.test("judgeContestants knows no smaller deviation than it is told", () => {
  const contestants = [[0.97, 0.97, 0.971], [0.972, 0.972, 0.973]].map((values) => ({ values }));
  const options = { better: "higher" } as const;
  assertEquals(judgeContestants(contestants, options).winner, 1);
  const least = judgeContestants(contestants, { ...options, leastDeviation: 0.002 });
  assertEquals([least.winner, least.deviation], [null, 0.002]);
});

Deno.test("judgeContestants counts a run that diverged for its rivals, never against them", () => {
  const steady: Contestant = { values: [1, 1.1, 1.2, 1.3, 1.4] };
  const close: Contestant = { values: [1.5, 1.6, 1.7, 1.8, 1.9] };
  const other: Contestant = { values: [1.9, 2, 2.1, 2.2, 2.3] };
  const winner = (...all: Contestant[]): number | null =>
    judgeContestants(all, { better: "lower" }).winner;
  assertEquals(winner(steady, close, other), 0);
  const diverging = {
    values: [1.5, 1.6, 1.7, 1.8, 90],
    diverged: [false, false, false, false, true],
  };
  // The one large loss hides nothing, of the diverging one or of the third.
  assertEquals(winner(steady, diverging, other), 0);
  const lucky = { values: [0.5, 2.3, 2.3, 2.3, 2.3], diverged: [false, true, true, true, true] };
  assertEquals(judgeContestants([lucky, steady], { better: "lower" }).leader, 1);
});

Deno.test("judgeContestants of one has a leader and no winner", () => {
  const { leader, winner, tied, probability } = judge([1, 2, 3]);
  assertEquals([leader, winner, tied, probability], [0, null, [0], null]);
});
