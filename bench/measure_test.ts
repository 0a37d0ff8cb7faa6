import { assertAlmostEquals, assertEquals } from "@std/assert";
import { type BenchmarkCase, measure, median, ratio } from "./measure.ts";

/** A case that takes a fixed time on a clock moved by hand. */
function fake(
  name: string,
  milliseconds: number,
  clock: { time: number },
  log: string[],
) {
  const run = () => {
    clock.time += milliseconds;
    log.push(name);
  };
  return {
    group: "g",
    name,
    unit: "calls/s",
    work: 1,
    run,
  } satisfies BenchmarkCase;
}

Deno.test("Rates come from the clock, and rounds interleave the cases", async () => {
  const clock = { time: 0 }, log: string[] = [];
  const options = { rounds: 2, milliseconds: 10, now: () => clock.time };
  const [slow, fast] = await measure([
    fake("slow", 10, clock, log),
    fake("fast", 5, clock, log),
  ], options);
  assertEquals(slow.rates, [100, 100]);
  assertEquals(fast.median, 200);
  assertAlmostEquals(ratio(fast, slow), 2);
  const round = ["slow", "fast", "fast"];
  assertEquals(log, [...round, ...round, ...round]);
});

Deno.test("A promise is awaited", async () => {
  const clock = { time: 0 };
  const run = async () => {
    await Promise.resolve();
    clock.time += 20;
  };
  const [one] = await measure([{
    group: "g",
    name: "n",
    unit: "u/s",
    work: 4,
    run,
  }], {
    rounds: 1,
    milliseconds: 20,
    now: () => clock.time,
  });
  assertEquals(one.rates, [200]);
});

Deno.test("The median of an even count lies between the middle two", () => {
  assertEquals(median([3, 1, 2]), 2);
  assertEquals(median([4, 1, 2, 3]), 2.5);
});
