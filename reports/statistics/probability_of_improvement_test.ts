import { assertEquals } from "@std/assert";
import { probabilityOfImprovement } from "./probability_of_improvement.ts";

Deno.test("probabilityOfImprovement weighs problems alike", () => {
  const { perProblem, mean } = probabilityOfImprovement([[2, 2, 2], [0]], [[1], [5, 6]]);
  assertEquals([perProblem, mean], [[1, 0], 0.5]);
});
