import { assertAlmostEquals, assertEquals } from "@std/assert";
import type { JudgedLosses } from "./judged_losses.ts";
import { normalizedScores, scoreScales } from "./normalized_scores.ts";

function lossesOf(rules: readonly string[], logs: readonly number[]): JudgedLosses {
  return {
    ...{ rules, problems: ["p"], seeds: [1] },
    logs: logs.map((log) => [[log]]),
    ...{ untrained: [[3]], diverged: [] },
  };
}

Deno.test("scoreScales goes from the untrained model where momentum is missing or as good as the best", () => {
  assertEquals(scoreScales(lossesOf(["a", "b"], [1, 2])), [{ zero: 3, one: 1, from: null }]);
  assertEquals(scoreScales(lossesOf(["momentum", "b"], [1.001, 1])), [{
    ...{ zero: 3, one: 1, from: null },
  }]);
  assertEquals(scoreScales(lossesOf(["momentum", "b"], [1.5, 1]))[0].from, "momentum");
});

Deno.test("normalizedScores ends at 0 and 1.2", () => {
  const scales = [{ zero: 2, one: 1, from: null }];
  const scores = normalizedScores(lossesOf(["a", "b", "c", "d"], [-5, 0.9, 1.25, 7]), scales);
  [1.2, 1.1, 0.75, 0].forEach((score, rule) => assertAlmostEquals(scores[rule][0][0], score));
});
