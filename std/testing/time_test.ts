import { assertEquals, assertThrows } from "@std/assert";
import { FakeTime } from "@std/testing/time";

Deno.test("FakeTime moves Date and the timers by hand", () => {
  using time = new FakeTime(1000);
  const rung: number[] = [];
  const interval = setInterval(() => rung.push(Date.now()), 100);
  time.tick(250);
  assertEquals(rung, [1100, 1200]);
  clearInterval(interval);
  setTimeout(() => rung.push(-1), 10);
  time.now = 1300;
  assertEquals(rung, [1100, 1200, -1]);
  assertEquals([time.now, Date.now()], [1300, 1300]);
  assertThrows(() => time.now = 1299, Error);
});

Deno.test("FakeTime lets promises settle before an asynchronous tick", async () => {
  using time = new FakeTime("2020-01-01T00:00:00Z");
  const rung: string[] = [];
  Promise.resolve().then(() => setTimeout(() => rung.push("timer"), 5));
  await time.tickAsync(5);
  assertEquals(rung, ["timer"]);
  assertEquals(new Date().toISOString(), "2020-01-01T00:00:00.005Z");
});

Deno.test("FakeTime gives the real clock back", () => {
  const before = Date.now();
  const time = new FakeTime(0);
  assertEquals(Date.now(), 0);
  time.restore();
  assertEquals(Date.now() >= before, true);
});
