import { probabilityOfImprovement } from "@descent/reports";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { improvements } from "./improvements.ts";

const logs = [
  [[1, 4, 2.5], [0, 0, 0]],
  [[2, 3, 2.5], [1, 0, 2]],
];
const losses = {
  ...{ rules: ["x", "y"], problems: ["p", "q"], seeds: [1, 2, 3], logs },
  ...{ untrained: [], diverged: [] },
};

Deno.test("improvements are those of rliable's estimator, with the same interval again", () => {
  const [x, y] = improvements(losses, "y", { replicates: 500 });
  const lower = (own: number[][]) => own.map((runs) => runs.map((log) => -log));
  const { mean } = probabilityOfImprovement(lower(logs[0]), lower(logs[1]));
  assertAlmostEquals(x.probability, mean);
  assertEquals(y.probability, 0.5);
  const [low, high] = x.interval;
  assert(low <= mean && mean <= high && low < high);
  assertEquals(improvements(losses, "y", { replicates: 500 })[0], x);
});
