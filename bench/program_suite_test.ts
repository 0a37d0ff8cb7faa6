import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { runProgramSuite } from "./program_suite.ts";
import { programReport, type TimedProgram } from "./time_program.ts";

const options = { quick: true, threads: 2, onProgress: () => {} };

Deno.test("Programs have their time and memory, trials a line for each number of jobs", async () => {
  const time = ({ args }: TimedProgram) => {
    const [trials, jobs] = args.slice(-2).map(Number);
    return Promise.resolve({
      seconds: 2,
      peakBytes: 5e6,
      measured: [trials / Math.max(1, jobs)],
    });
  };
  const { programs, curves: [trials], absent } = await runProgramSuite({ ...options, time });
  assertEquals(absent, []);
  assertEquals(new Set(programs.map(({ title }) => title)).size, programs.length);
  for (const { seconds, peakBytes } of programs) assertEquals([seconds, peakBytes], [2, 5e6]);
  assertEquals(trials.series.map(({ name, points }) => [name, points]), [
    ["jobs-0", [{ x: 1, seconds: 1 }, { x: 2, seconds: 2 }]],
    ["jobs-1", [{ x: 1, seconds: 1 }, { x: 2, seconds: 2 }]],
    ["jobs-2", [{ x: 1, seconds: 0.5 }, { x: 2, seconds: 1 }]],
  ]);
});

Deno.test("A program that fails is named with the reason, and the others stay", async () => {
  const time = ({ title }: TimedProgram) =>
    /MNIST|digits/.test(title)
      ? Promise.reject(new Error("no data"))
      : Promise.resolve({ seconds: 1, peakBytes: 1, measured: [] });
  const { programs, curves, absent } = await runProgramSuite({ ...options, time });
  assertEquals(curves, []);
  assertEquals(programs.some(({ title }) => title.includes("MNIST")), false);
  assertEquals(programs.length > 3, true);
  for (const { who, reason } of absent) {
    assertEquals(reason, "no data");
    assertStringIncludes("MNIST digits", who.match(/MNIST|digits/)![0]);
  }
});

Deno.test("A program's report is found among what it prints", () => {
  assertEquals(programReport(["Report: there", "= values 1000 2.5", "= values 7", ""]), {
    seconds: 7,
    peakBytes: 1000,
    measured: [2.5],
  });
  assertThrows(() => programReport(["nothing", "= values 7"]), Error, "without a word");
});
