import { assertEquals, assertThrows } from "@std/assert";
import { constantFactor } from "./constant_factor.ts";
import { reduceOnPlateau } from "./reduce_on_plateau.ts";
import { sequenceSchedules } from "./sequence_schedules.ts";
import { stepDecay } from "./step_decay.ts";

Deno.test("sequenceSchedules: each part counts its own steps, the last one goes on", () => {
  const half = constantFactor({ factor: 0.5 }), step = stepDecay({ every: 1, factor: 0.5 });
  const schedule = sequenceSchedules([[half, 2], [step, 3]], step);
  assertEquals([1, 2, 3, 4, 5, 6, 7].map(schedule), [0.5, 0.5, 1, 0.5, 0.25, 1, 0.5]);
  assertEquals(schedule.observe, undefined);
});

Deno.test("sequenceSchedules: passes on metrics to the parts that follow one", () => {
  const plateau = reduceOnPlateau({ patience: 0, factor: 0.5 });
  const schedule = sequenceSchedules([[constantFactor(), 1]], plateau);
  for (const loss of [1, 2]) schedule.observe!(loss);
  assertEquals([1, 2].map(schedule), [1 / 3, 0.5]);
});

Deno.test("sequenceSchedules: refuses a part of no steps", () => {
  const half = constantFactor();
  assertThrows(() => sequenceSchedules([[half, 0]], half), RangeError, "steps of a part");
});
