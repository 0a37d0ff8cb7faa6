import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import type { ScheduleChoice } from "./budget.ts";
import { budgetSchedule } from "./budget_schedule.ts";

const made = async (schedule: ScheduleChoice, epochs: number, steps: number) =>
  (await budgetSchedule({ schedule, epochs }))(steps);

Deno.test("budgetSchedule stays, or falls to nothing after the last step", async () => {
  const constant = await made("constant", 1, 4);
  assertEquals([1, 2, 3, 4, 5].map(constant), [1, 1, 1, 1, 1]);
  const cosine = await made("cosine", 1, 4);
  assertAlmostEquals(cosine(1), 1);
  assertAlmostEquals(cosine(3), 0.5);
  assertAlmostEquals(cosine(5), 0);
  await assertRejects(() => made("cosin", 1, 4), SyntaxError, "got 'cosin'");
});

Deno.test("budgetSchedule falls in steps at the end of epochs", async () => {
  const every = (everyEpochs: number) =>
    made({ kind: "step-decay", everyEpochs, factor: 0.5 }, 3, 6);
  assertEquals([1, 2, 3, 4, 5, 6].map(await every(1)), [1, 1, 0.5, 0.5, 0.25, 0.25]);
  assertEquals([1, 2, 3, 4, 5, 6].map(await every(2)), [1, 1, 1, 1, 0.5, 0.5]);
  assertEquals([1, 2].map(await every(1e-9)), [1, 0.5]);
});

Deno.test("budgetSchedule follows a module's function", async () => {
  const address = "data:text/javascript,export default (step, _, steps) => step / steps";
  const ramp = await made({ kind: "module", address, digest: "" }, 1, 4);
  assertEquals([1, 2, 4].map(ramp), [0.25, 0.5, 1]);
});
