import { assertAlmostEquals, assertEquals } from "@std/assert";
import { neededSeeds } from "./needed_seeds.ts";

Deno.test("neededSeeds is what SciPy's quantiles give for the scatter and correlation of the rules", () => {
  const logs = [
    [-0.0366, -0.0495, -0.0217, 0.0237, 0.0328, -0.0085],
    [-0.0292, -0.0333, 0.0082, 0.0601, 0.0069, -0.0488],
    [-0.0413, 0.0382, -0.0082, -0.0409, -0.0038, -0.0467],
  ].map((runs) => [runs]);
  const losses = {
    ...{ rules: ["a", "b", "c"], problems: ["p"], seeds: [1, 2, 3, 4, 5, 6], logs },
    ...{ untrained: [], diverged: [] },
  };
  const [{ standardDeviation, correlation, seeds, detectable }] = neededSeeds(losses, 11);
  assertAlmostEquals(standardDeviation, 0.032785586263885336, 1e-12);
  assertAlmostEquals(correlation, 0.049011152056939344, 1e-12);
  assertAlmostEquals(detectable!, 0.10708938582895323, 1e-9);
  // The last is 1 before it is made a number that has a scatter.
  assertEquals(seeds, [71, 12, 2]);
});

Deno.test("neededSeeds of rules that do not vary is the fewest", () => {
  const losses = {
    ...{ rules: ["a"], problems: ["p"], seeds: [1, 2], logs: [[[1, 1]]] },
    ...{ untrained: [], diverged: [] },
  };
  assertEquals(neededSeeds(losses, 1)[0].seeds, [2, 2, 2]);
  const one = { ...losses, seeds: [1], logs: [[[1]]] };
  assertEquals(neededSeeds(one, 1)[0].detectable, null);
});
