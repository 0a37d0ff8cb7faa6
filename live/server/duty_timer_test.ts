import { assertEquals } from "@std/assert";
import { stub } from "@std/testing/mock";
import { dutyTimer } from "./duty_timer.ts";

/** A timer that goes off when it is told to, and how long it would have waited. */
function heldTimer() {
  let held: (() => Promise<void>) | undefined;
  const waits: number[] = [];
  const begin = (work: () => Promise<void>, wait: number) => {
    held = work;
    return waits.push(wait);
  };
  const start = stub(globalThis, "setTimeout", begin as unknown as typeof setTimeout);
  const end = stub(globalThis, "clearTimeout", () => void (held = undefined));
  return {
    waits,
    async goOff() {
      const work = held;
      held = undefined;
      await work?.();
    },
    [Symbol.dispose]() {
      start.restore();
      end.restore();
    },
  };
}

Deno.test("dutyTimer works the more seldom the longer it takes", async () => {
  using time = heldTimer();
  let clock = 0, count = 0, cost = 1;
  const work = () => {
    count++;
    clock += cost;
    return Promise.resolve();
  };
  const timer = dutyTimer({ work, share: 0.01, pause: 1000, now: () => clock });
  timer.start(() => true);
  timer.start(() => true);
  await time.goOff();
  cost = 100;
  await time.goOff();
  await time.goOff();
  assertEquals(count, 3);
  assertEquals(time.waits, [1000, 1000, 10_000, 10_000]);
  timer.stop();
  await time.goOff();
  assertEquals(count, 3);
});

Deno.test("dutyTimer ends when nobody wants it, and can be started again", async () => {
  using time = heldTimer();
  let count = 0, isWanted = true;
  const work = () => Promise.resolve(void count++);
  const timer = dutyTimer({ work, share: 0.01, pause: 1000, now: () => 0 });
  timer.start(() => isWanted);
  await time.goOff();
  isWanted = false;
  await time.goOff();
  await time.goOff();
  assertEquals(count, 1);
  isWanted = true;
  timer.start(() => isWanted);
  await time.goOff();
  assertEquals(count, 2);
  timer.stop();
});
