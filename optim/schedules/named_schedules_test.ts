import { assert, assertEquals } from "@std/assert";
import { namedSchedules } from "./named_schedules.ts";

Deno.test("Every named schedule is made from its least numbers and stays within 0 and 1", () => {
  for (const { name, parameters, create } of namedSchedules) {
    const least = parameters.filter((each) => !each.endsWith("?"));
    const numbers = least.map((each) => each === "factor" ? 0.5 : 4);
    const schedule = create(numbers, 20);
    for (let step = 1; step <= 25; step++) {
      const factor = schedule(step);
      assert(factor >= 0 && factor <= 1, `${name} at ${step}: ${factor}`);
    }
  }
  assertEquals(new Set(namedSchedules.map(({ name }) => name)).size, namedSchedules.length);
});
