import { randomStream } from "@descent/core";
import { defaultOptimizers, knownOptimizers } from "@descent/lab";
import { sampleRun } from "@descent/reports/testing";
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import {
  BASE,
  drawSettings,
  GRID,
  networksOf,
  RATE_FACTORS,
  settingValues,
  VARIABLES,
} from "./conv_net_setting.ts";

Deno.test("The base is among what is tried of each variable", () => {
  for (const { name, values } of VARIABLES) assert(values.includes(BASE[name]), name);
  assert(RATE_FACTORS.includes(BASE.rateFactor));
  assert(GRID.includes(BASE.batchSize) && GRID.includes(BASE.filters));
});

Deno.test("networksOf says which filters ran, not which could have", () => {
  const run = (filters: number, filterSize: number) => {
    const { record, metrics } = sampleRun();
    const variables = { filters, filterSize };
    return { record: { ...record, setting: { ...record.setting, variables } }, metrics };
  };
  assertEquals(
    networksOf([run(5, 3), run(15, 3), run(7, 11)]),
    "5 to 15 filters from 3x3 to 11x11, 2x2 max pool, 100-10",
  );
  assertEquals(networksOf([run(15, 5)]), "15 filters of 5x5, 2x2 max pool, 100-10");
});

Deno.test("drawSettings draws different settings within their ranges, the same from the same seed", () => {
  const settings = drawSettings(50, randomStream({ seed: 1 }));
  assertEquals(settings, drawSettings(50, randomStream({ seed: 1 })));
  assertNotEquals(settings, drawSettings(50, randomStream({ seed: 2 })));
  assertEquals(new Set(settings.map(({ filterSize }) => filterSize)), new Set([3, 5, 7]));
  for (const { batchSize, filters, weightScale, rateFactor } of settings) {
    assert(Number.isInteger(batchSize) && batchSize >= 10 && batchSize <= 100);
    assert(Number.isInteger(filters) && filters >= 10 && filters <= 32);
    assert(weightScale >= 0.003 && weightScale <= 0.03);
    assert(rateFactor >= 0.25 && rateFactor <= 4);
  }
});

Deno.test("settingValues takes the rate as a multiple of the problem's for the optimizer", async () => {
  const [sgd, , , adam] = defaultOptimizers(await knownOptimizers([]));
  const { batchSize, filterSize, filters, weightScale } = BASE;
  const others = { batchSize, filterSize, filters, weightScale };
  assertEquals(settingValues(BASE, adam), { ...others, learningRate: 0.001 });
  assertEquals(settingValues({ ...BASE, rateFactor: 0.3 }, sgd), {
    ...others,
    learningRate: 0.003,
  });
});
