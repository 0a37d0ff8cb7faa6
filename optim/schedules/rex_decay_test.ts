import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { parseSchedule } from "./parse_schedule.ts";
import { polynomialDecay } from "./polynomial_decay.ts";
import { rexDecay } from "./rex_decay.ts";

Deno.test("rexDecay: the values of (1 − z)/(1 − z/2), the form that pytorch_optimizer has", () => {
  const schedule = rexDecay({ steps: 8 });
  const expected = [1, 14 / 15, 6 / 7, 10 / 13, 2 / 3, 6 / 11, 2 / 5, 2 / 9, 0, 0];
  expected.forEach((factor, index) => assertAlmostEquals(schedule(index + 1), factor, 1e-15));
  const raised = rexDecay({ steps: 8, floor: 0.1 });
  expected.forEach((factor, index) =>
    assertAlmostEquals(raised(index + 1), 0.1 + 0.9 * factor, 1e-15)
  );
});

Deno.test("rexDecay: above the straight line until the end, and steeper there", () => {
  const schedule = rexDecay({ steps: 100 }), line = polynomialDecay({ steps: 100 });
  for (let step = 2; step <= 100; step++) assertEquals(schedule(step) > line(step), true);
  // The slopes at either end are half and twice that of the line.
  assertAlmostEquals(schedule(1) - schedule(2), 0.005, 1e-4);
  assertAlmostEquals(schedule(100) - schedule(101), 0.02, 3e-4);
});

Deno.test("rexDecay has a name, with a warm-up before it and a floor", () => {
  const [named, own] = [
    parseSchedule("warmup(4),rex(0.1)")(12),
    rexDecay({ steps: 8, floor: 0.1 }),
  ];
  for (let step = 1; step <= 8; step++) assertEquals(named(step + 4), own(step));
});

Deno.test("rexDecay: refuses a length of no step and a floor below 0", () => {
  assertThrows(() => rexDecay({ steps: 0 }), RangeError, "got 0");
  assertThrows(() => rexDecay({ steps: 4, floor: -1 }), RangeError, "got -1");
});
