import { assertEquals } from "@std/assert";
import { followMetric } from "./follow_metric.ts";
import { multiplySchedules } from "./multiply_schedules.ts";

Deno.test("followMetric: hears of metrics inside of other schedules too", () => {
  const schedule = multiplySchedules(() => 0.5, followMetric((step, metric = 0) => step + metric));
  assertEquals(schedule(3), 1.5);
  schedule.observe!(7);
  assertEquals(schedule(3), 5);
});
