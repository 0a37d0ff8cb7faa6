import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { loadSchedule } from "./load_schedule.ts";

const load = (code: string) => loadSchedule(`data:text/javascript,export default ${code}`);

Deno.test("loadSchedule: a function of step, metric and steps", async () => {
  const schedule = (await load("(step, metric = 8, steps) => metric * step / steps"))(4);
  assertEquals(schedule(2), 4);
  schedule.observe!(1);
  assertEquals(schedule(2), 0.5);
});

Deno.test("loadSchedule refuses what is no function, and factors that no learning rate has", async () => {
  for (const [code, came] of [["42", "number"], ["null", "null"], ["{}", "object"]]) {
    await assertRejects(() => load(code), TypeError, `as default export, got ${came};`);
  }
  for (const code of ["() => -1", "() => NaN", "() => Infinity", "() => '1'", "() => {}"]) {
    const schedule = (await load(code))(4);
    assertThrows(() => schedule(3), RangeError, "a finite factor of at least 0 at step 3, got");
  }
  // Without permission to read, that is what the sentence goes on with.
  const message = "Schedule './no_such_schedule.ts': expected ";
  await assertRejects(() => loadSchedule("./no_such_schedule.ts"), TypeError, message);
});
