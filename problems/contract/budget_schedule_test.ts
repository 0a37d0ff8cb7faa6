import { assertAlmostEquals, assertEquals } from "@std/assert";
import { budgetSchedule } from "./budget_schedule.ts";

Deno.test("budgetSchedule stays, or falls to nothing after the last step", () => {
  const constant = budgetSchedule({ schedule: "constant", epochs: 1 }, 4);
  assertEquals([1, 2, 3, 4, 5].map(constant), [1, 1, 1, 1, 1]);
  const cosine = budgetSchedule({ schedule: "cosine", epochs: 1 }, 4);
  assertAlmostEquals(cosine(1), 1);
  assertAlmostEquals(cosine(3), 0.5);
  assertAlmostEquals(cosine(5), 0);
});

Deno.test("budgetSchedule falls in steps at the end of epochs", () => {
  const every = (everyEpochs: number) =>
    budgetSchedule({ schedule: { kind: "step-decay", everyEpochs, factor: 0.5 }, epochs: 3 }, 6);
  assertEquals([1, 2, 3, 4, 5, 6].map(every(1)), [1, 1, 0.5, 0.5, 0.25, 0.25]);
  assertEquals([1, 2, 3, 4, 5, 6].map(every(2)), [1, 1, 1, 1, 0.5, 0.5]);
  assertEquals([1, 2].map(every(1e-9)), [1, 0.5]);
});
