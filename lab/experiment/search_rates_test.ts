import { chooseProblem, fullyConnected, twoLayer } from "@descent/problems";
import { assertEquals } from "@std/assert";
import { knownOptimizers } from "./known_optimizers.ts";
import { searchRates, startingRate } from "./search_rates.ts";

const optimizers = await knownOptimizers([]);
const find = (name: string) => optimizers.find(({ plugin }) => plugin.name === name)!;

Deno.test("searchRates span two decades around the problem's rate", () => {
  const problem = chooseProblem(fullyConnected);
  assertEquals(searchRates(problem, find("sgd"), 3), [0.01, 0.1, 1]);
  assertEquals(searchRates(problem, find("momentum"), 3), [0.001, 0.01, 0.1]);
  const raw = chooseProblem(fullyConnected, { options: { pixels: "raw" } });
  assertEquals(startingRate(raw, find("sgd")), 3e-3);
});

Deno.test("searchRates surround the default where the problem has no rate", () => {
  const { default: middle } = find("adadelta").plugin.hyperparameters.learningRate;
  assertEquals(searchRates(chooseProblem(fullyConnected), find("adadelta"), 3)[1], middle);
  assertEquals(
    startingRate(chooseProblem(twoLayer), find("sgd")),
    find("sgd").plugin.hyperparameters.learningRate.default,
  );
});
