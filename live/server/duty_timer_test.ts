import { assertEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { dutyTimer } from "./duty_timer.ts";

/** Time passes second by second, and what waits for a promise goes on. */
async function pass(time: FakeTime, milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += 1000) {
    time.tick(1000);
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  }
}

Deno.test("dutyTimer works the more seldom the longer it takes", async () => {
  using time = new FakeTime();
  let clock = 0, count = 0, cost = 1;
  const work = () => {
    count++;
    clock += cost;
    return Promise.resolve();
  };
  const timer = dutyTimer({ work, share: 0.01, pause: 1000, now: () => clock });
  timer.start(() => true);
  timer.start(() => true);
  await pass(time, 5000);
  assertEquals(count, 5);
  cost = 100;
  await pass(time, 1000);
  await pass(time, 9000);
  assertEquals(count, 6);
  await pass(time, 1000);
  assertEquals(count, 7);
  timer.stop();
  await pass(time, 60_000);
  assertEquals(count, 7);
});

Deno.test("dutyTimer ends when nobody wants it, and can be started again", async () => {
  using time = new FakeTime();
  let count = 0, isWanted = true;
  const work = () => Promise.resolve(void count++);
  const timer = dutyTimer({ work, share: 0.01, pause: 1000, now: () => 0 });
  timer.start(() => isWanted);
  await pass(time, 2000);
  isWanted = false;
  await pass(time, 9000);
  assertEquals(count, 2);
  isWanted = true;
  timer.start(() => isWanted);
  await pass(time, 1000);
  assertEquals(count, 3);
  timer.stop();
});
