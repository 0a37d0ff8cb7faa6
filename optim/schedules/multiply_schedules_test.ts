import { assertAlmostEquals, assertEquals } from "@std/assert";
import { linearRamp } from "./linear_ramp.ts";
import { multiplySchedules } from "./multiply_schedules.ts";
import { stepDecay } from "./step_decay.ts";

Deno.test("multiplySchedules: warms up, then decays", () => {
  const schedule = multiplySchedules(linearRamp({ from: 0.5, steps: 2 }), stepDecay({ every: 4 }));
  [0.5, 0.75, 1, 1, 0.1].forEach((factor, index) =>
    assertAlmostEquals(schedule(index + 1), factor, 1e-15)
  );
});

Deno.test("multiplySchedules: without schedules the base rate stays", () => {
  assertEquals(multiplySchedules()(5), 1);
});
