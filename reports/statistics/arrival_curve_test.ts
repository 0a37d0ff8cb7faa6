import { assertEquals } from "@std/assert";
import { arrivalCurve } from "./arrival_curve.ts";

Deno.test("arrivalCurve counts a run that ended at an arrival's time as on its way", () => {
  const { arrivals, median } = arrivalCurve([
    { time: 2, arrived: true },
    { time: 2, arrived: false },
    { time: 4, arrived: true },
  ]);
  assertEquals(arrivals.map(({ atRisk }) => atRisk), [3, 1]);
  assertEquals(arrivals.at(-1), { time: 4, atRisk: 1, events: 1, survival: 0, variance: 0 });
  assertEquals(median, 4);
});

Deno.test("arrivalCurve has no median where most never arrived", () => {
  const ended = { time: 9, arrived: false };
  assertEquals(arrivalCurve([{ time: 1, arrived: true }, ended, ended]).median, Infinity);
  assertEquals(arrivalCurve([ended]), { arrivals: [], median: Infinity });
});
