import { assertEquals, assertThrows } from "@std/assert";
import { reduceOnPlateau, type ReduceOnPlateauOptions } from "./reduce_on_plateau.ts";

/** The factor after each of some metrics. */
function factors(options: ReduceOnPlateauOptions, metrics: readonly number[]): number[] {
  const schedule = reduceOnPlateau(options);
  return metrics.map((metric) => {
    schedule.observe(metric);
    return schedule(1);
  });
}

Deno.test("reduceOnPlateau: an improvement below the threshold, and NaN, are none", () => {
  const options = { patience: 1, factor: 0.5, threshold: 0.1 };
  assertEquals(factors(options, [10, 9.5, 9.2]), [1, 1, 0.5]);
  assertEquals(factors(options, [10, 8.9, 9, 8]), [1, 1, 1, 1]);
  assertEquals(factors(options, [10, NaN, NaN]), [1, 1, 0.5]);
});

Deno.test("reduceOnPlateau: rests after a fall, keeps to its floor, and may want higher metrics", () => {
  const ones = [1, 1, 1, 1, 1, 1];
  assertEquals(factors({ patience: 0, factor: 0.5 }, ones), [1, 0.5, 0.25, 0.125, 0.0625, 0.03125]);
  const resting = { patience: 0, factor: 0.5, cooldown: 1, floor: 0.25 };
  assertEquals(factors(resting, ones), [1, 0.5, 0.5, 0.25, 0.25, 0.25]);
  const higher = { patience: 0, factor: 0.5, better: "higher" } as const;
  assertEquals(factors(higher, [0.5, 0.6, 0.55]), [1, 1, 0.5]);
});

Deno.test("reduceOnPlateau: refuses options out of range", () => {
  assertThrows(() => reduceOnPlateau({ factor: 1 }), RangeError, "below 1, got 1");
  assertThrows(() => reduceOnPlateau({ patience: -1 }), RangeError, "patience");
  assertThrows(() => reduceOnPlateau({ better: "worse" as "lower" }), TypeError, `got "worse"`);
});
