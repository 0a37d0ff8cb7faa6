import { assertEquals, assertThrows } from "@std/assert";
import { parseSchedule } from "@descent/optim";
import { trySchedule } from "./try_schedule.ts";

Deno.test("trySchedule asks a schedule of more steps than any part needs for its first factor", () => {
  const asked: number[] = [];
  trySchedule((steps) => {
    asked.push(steps);
    return (step) => asked.push(step);
  });
  assertEquals(asked, [1e12, 1]);
  trySchedule(parseSchedule("warmup(100000),cosine"));
  assertThrows(() => trySchedule(parseSchedule("exponential(-1)")), RangeError);
});
