import { assertEquals } from "@std/assert";
import { knownOptimizers } from "./known_optimizers.ts";
import { usualRates } from "./usual_rates.ts";

const optimizers = await knownOptimizers([]);

Deno.test("usualRates span two decades around where an optimizer learns", () => {
  const rates = (name: string) =>
    usualRates(optimizers.find(({ plugin }) => plugin.name === name)!, 3);
  assertEquals(rates("sgd"), [0.01, 0.1, 1]);
  assertEquals(rates("momentum"), [0.001, 0.01, 0.1]);
  assertEquals(rates("rmsprop"), [0.0001, 0.001, 0.01]);
});

Deno.test("usualRates surround the default of any other optimizer", () => {
  const other = optimizers.find(({ plugin }) => plugin.name === "adadelta")!;
  const { default: middle } = other.plugin.hyperparameters.learningRate;
  assertEquals(usualRates(other, 3)[1], middle);
});
