import { assertEquals } from "@std/assert";
import { timePrograms } from "./time_programs.ts";

const programs = [{ title: "sound", args: ["a"] }, { title: "broken", args: ["b"] }];

Deno.test("timePrograms has each program's runs and their middle, and names what failed", async () => {
  let run = 0;
  const { timed: [sound, ...others], absent } = await timePrograms(programs, {
    rounds: 3,
    time: ({ title }) =>
      title === "broken"
        ? Promise.reject(new Error("no data"))
        : Promise.resolve({ seconds: ++run, cpuSeconds: 1, peakBytes: 1, measured: [10 * run] }),
    secondsOf: ({ measured: [own] }) => own,
  });
  assertEquals([sound.program.title, sound.times.length, others], ["sound", run, []]);
  // One more ran before, to warm up.
  assertEquals(sound.seconds, 30);
  assertEquals(absent, [{ who: "broken", reason: "no data" }]);
});
