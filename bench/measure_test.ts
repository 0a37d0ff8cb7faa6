import { assertAlmostEquals, assertEquals } from "@std/assert";
import { type BenchmarkCase, measure, median, ratio } from "./measure.ts";

/** A case whose call takes a fixed time on a clock moved by hand. */
function fake(name: string, milliseconds: number, clock: { time: number }, log: string[]) {
  const rate = (least: number) => {
    const calls = Math.ceil(least / milliseconds);
    clock.time += calls * milliseconds;
    log.push(name);
    return Promise.resolve(1000 / milliseconds);
  };
  return { name, rate };
}

Deno.test("Rounds interleave the cases after a warm-up of each", async () => {
  const clock = { time: 0 }, log: string[] = [];
  const options = { rounds: 2, milliseconds: 10, now: () => clock.time };
  const cases = [fake("slow", 10, clock, log), fake("fast", 5, clock, log)];
  const { measured: [slow, fast], failed } = await measure(cases, options);
  assertEquals(slow.rates, [100, 100]);
  assertEquals(fast.median, 200);
  assertAlmostEquals(ratio(fast, slow), 2);
  assertEquals(failed, []);
  assertEquals(log, ["slow", "fast", "slow", "fast", "slow", "fast"]);
});

Deno.test("Of a case with long turns the warm-up counts, and two rounds more", async () => {
  const clock = { time: 0 }, log: string[] = [];
  const options = { rounds: 5, milliseconds: 10, now: () => clock.time };
  const cases = [fake("long", 2000, clock, log), fake("short", 10, clock, log)];
  const { measured: [long, short] } = await measure(cases, options);
  assertEquals(long.rates, [0.5, null, 0.5, null, 0.5]);
  assertEquals(long.median, 0.5);
  assertEquals(log.filter((name) => name === "long").length, 3);
  assertEquals(short.rates.length, 5);
  assertAlmostEquals(ratio(short, long), 200);
});

Deno.test("A case that fails is left out, and the others go on", async () => {
  const clock = { time: 0 }, log: string[] = [];
  let turns = 0;
  const breaks: BenchmarkCase = {
    rate: () => ++turns < 3 ? Promise.resolve(1) : Promise.reject(new Error("it broke")),
  };
  const whole: BenchmarkCase = fake("whole", 10, clock, log);
  const options = { rounds: 4, milliseconds: 10, now: () => clock.time };
  const { measured, failed } = await measure([breaks, whole], options);
  assertEquals(failed, [{ case: breaks, reason: "it broke" }]);
  assertEquals(measured.map((one) => one.case), [whole]);
  assertEquals(measured[0].rates.length, 4);
  assertEquals(turns, 3);
});

Deno.test("Only rounds of both make a ratio", () => {
  const one = { rates: [8, null, 2] };
  const other = { rates: [4, 100, null] };
  assertEquals(ratio(one, other), 2);
  assertEquals(ratio(one, { rates: [null, 1, null] }), NaN);
});

Deno.test("The median of an even count lies between the middle two", () => {
  assertEquals(median([3, 1, 2]), 2);
  assertEquals(median([4, 1, 2, 3]), 2.5);
  assertEquals(median([]), NaN);
});
