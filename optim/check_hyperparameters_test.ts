import { optionFaults } from "@descent/core/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { optimizerCatalogue } from "./catalogue.ts";
import { checkHyperparameter, checkHyperparameters } from "./check_hyperparameters.ts";
import { momentum } from "./rules/momentum.ts";

Deno.test("checkHyperparameters: fills in every default", () => {
  for (const plugin of optimizerCatalogue) {
    const values: Record<string, number> = { ...checkHyperparameters(plugin) };
    assertEquals(Object.keys(values), Object.keys(plugin.hyperparameters));
    for (const [name, { default: standard }] of Object.entries(plugin.hyperparameters)) {
      assertEquals(values[name], standard);
    }
  }
});

Deno.test("checkHyperparameters: keeps an explicit 0", () => {
  const values = checkHyperparameters(momentum, { learningRate: 0, momentum: 0 });
  assertEquals(values, { learningRate: 0, momentum: 0, dampening: 0 });
});

Deno.test("checkHyperparameters: accepts both ends of a range and nothing beyond", () => {
  const [minimum, maximum] = momentum.hyperparameters.momentum.range;
  for (const value of [minimum, maximum]) checkHyperparameters(momentum, { momentum: value });
  for (const value of [-1e-9, 1.001, Infinity, -Infinity, NaN]) {
    assertThrows(
      () => checkHyperparameters(momentum, { momentum: value }),
      RangeError,
      "Optimizer 'momentum': expected momentum from 0 to 1, got",
    );
  }
});

Deno.test("checkHyperparameters: refuses unknown names, inherited ones too", () => {
  for (const name of ["beta1", "constructor"]) {
    assertThrows(
      () => checkHyperparameters(momentum, { [name]: 1 }),
      TypeError,
      `among learningRate, momentum, dampening, got '${name}'`,
    );
  }
});

Deno.test("checkHyperparameters: refuses what is no number", () => {
  for (const value of ["0.9", undefined, null, true]) {
    assertThrows(
      () => checkHyperparameters(momentum, { momentum: value }),
      TypeError,
      `got ${typeof value} '${value}'`,
    );
  }
});

Deno.test("checkHyperparameter: accepts, refuses and names one value as all of them together", () => {
  for (const plugin of optimizerCatalogue) {
    for (const [name, { range: [minimum, maximum] }] of Object.entries(plugin.hyperparameters)) {
      for (const value of [minimum, maximum]) {
        assertEquals(checkHyperparameter(plugin, name, value), value);
      }
      for (const value of [minimum - 1, maximum * 1.1 + 1, NaN, Infinity]) {
        assertThrows(() => checkHyperparameter(plugin, name, value), RangeError, `${name} from`);
      }
    }
  }
  assertThrows(
    () => checkHyperparameter(momentum, "beta1", 0.9),
    TypeError,
    "Optimizer 'momentum': expected hyperparameters among learningRate, momentum, dampening, got 'beta1'",
  );
});

Deno.test("Every optimizer refuses hyperparameters of another kind in the usual sentence", () => {
  for (const plugin of optimizerCatalogue) {
    const check = (given: Readonly<Record<string, unknown>>) => checkHyperparameters(plugin, given);
    assertEquals(optionFaults(check, { ...checkHyperparameters(plugin) }), []);
  }
});
