import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { optimizerCatalogue } from "./catalogue.ts";
import { checkHyperparameters } from "./check_hyperparameters.ts";
import type { OptimizerPlugin } from "./optimizer_plugin.ts";
import { searchSettings } from "./search_settings.ts";
import { sgd } from "./rules/sgd.ts";

Deno.test("searchSettings: the same count and ratios for every optimizer", () => {
  for (const plugin of optimizerCatalogue) {
    const settings = searchSettings(plugin, 7);
    assertEquals(settings.length, 7);
    const defaults = checkHyperparameters(plugin);
    settings.forEach((setting, index) => {
      const ratio = setting.learningRate / defaults.learningRate;
      assertAlmostEquals(Math.log10(ratio), -1.5 + index / 2, 0.003);
      assertEquals({ ...setting, learningRate: 0 }, { ...defaults, learningRate: 0 });
    });
    assertEquals(settings[3], defaults);
  }
});

Deno.test("searchSettings: one setting is the default", () => {
  const plugin = withLearningRate(0.0123456, [0, 1]);
  assertEquals(searchSettings(plugin, 1), [{ learningRate: 0.0123456 }]);
});

Deno.test("searchSettings: stays in the table's range", () => {
  const rates = searchSettings(withLearningRate(0.5, [0.2, 0.7001]), 3)
    .map(({ learningRate }) => learningRate);
  assertEquals(rates, [0.2, 0.374, 0.7]);
});

Deno.test("searchSettings: refuses a count that is no whole number of at least 1", () => {
  for (const count of [0, -1, 2.5, NaN]) {
    assertThrows(() => searchSettings(sgd, count), RangeError, `got ${count}`);
  }
});

function withLearningRate(standard: number, range: readonly [number, number]): OptimizerPlugin {
  const learningRate = { ...sgd.hyperparameters.learningRate, default: standard, range };
  return { ...sgd, hyperparameters: { learningRate } };
}
