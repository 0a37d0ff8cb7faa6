import { assertEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";

Deno.test("FakeTime moves Date and the timers by hand", () => {
  using time = new FakeTime(1000);
  const rung: number[] = [];
  const interval = setInterval(() => rung.push(Date.now()), 100);
  time.tick(250);
  assertEquals(rung, [1100, 1200]);
  clearInterval(interval);
  setTimeout(() => rung.push(-1), 10);
  time.tick(50);
  assertEquals(rung, [1100, 1200, -1]);
  assertEquals(Date.now(), 1300);
  assertEquals(new Date().toISOString(), "1970-01-01T00:00:01.300Z");
});

Deno.test("FakeTime gives the real clock back", () => {
  const before = Date.now();
  const time = new FakeTime(0);
  assertEquals(Date.now(), 0);
  time.restore();
  assertEquals(Date.now() >= before, true);
});
