import { assertEquals } from "@std/assert";
import { overfitFlags, overfitGrid } from "./overfit_flags.ts";

Deno.test("overfitFlags have a smaller map for short runs", () => {
  const { settings, seeds } = overfitFlags();
  assertEquals([settings.default, settings.quick, seeds.default, seeds.quick], [9, 5, 5, 2]);
});

Deno.test("overfitGrid has as many weight scales as rates, over the same span for any number", () => {
  assertEquals(overfitGrid(2), { weightScales: [0.001, 1], learningRates: [1e-5, 0.1] });
  assertEquals(overfitGrid(5).learningRates, [1e-5, 1e-4, 1e-3, 1e-2, 1e-1]);
});
