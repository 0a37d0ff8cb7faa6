import { assertEquals } from "@std/assert";
import { interquartileMean, probabilityOfImprovement } from "./aggregates.ts";

Deno.test("interquartileMean leaves no more than a quarter out at either end", () => {
  assertEquals(interquartileMean([5]), 5);
  assertEquals(interquartileMean([9, 1, 2]), 4);
  assertEquals(interquartileMean([-1000, 1, 2, 3, 4, 5, 6, 1000]), 3.5);
});

Deno.test("probabilityOfImprovement weighs problems alike", () => {
  const { perProblem, mean } = probabilityOfImprovement([[2, 2, 2], [0]], [[1], [5, 6]]);
  assertEquals([perProblem, mean], [[1, 0], 0.5]);
});
