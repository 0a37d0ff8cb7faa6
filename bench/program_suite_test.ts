import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { runProgramSuite } from "./program_suite.ts";
import { programReport, type TimedProgram } from "./time_program.ts";

const options = { quick: true, onProgress: () => {} };

Deno.test("Programs have the middle of their times and the most of their memory", async () => {
  let runs = 0;
  const time = () =>
    Promise.resolve({ seconds: 2, cpuSeconds: 1, peakBytes: ++runs, measured: [] });
  const { programs, absent } = await runProgramSuite({ ...options, time });
  assertEquals(absent, []);
  assertEquals(new Set(programs.map(({ title }) => title)).size, programs.length);
  assertEquals(programs.every(({ seconds }) => seconds === 2), true);
  assertEquals(Math.max(...programs.map(({ peakBytes }) => peakBytes)), runs);
});

Deno.test("A program that fails is named with the reason, and the others stay", async () => {
  const time = ({ title }: TimedProgram) =>
    title.includes("MNIST")
      ? Promise.reject(new Error("no data"))
      : Promise.resolve({ seconds: 1, cpuSeconds: 1, peakBytes: 1, measured: [] });
  const { programs, absent } = await runProgramSuite({ ...options, time });
  assertEquals(programs.some(({ title }) => title.includes("MNIST")), false);
  assertEquals(programs.length > 3, true);
  for (const { who, reason } of absent) {
    assertEquals(reason, "no data");
    assertStringIncludes(who, "MNIST");
  }
});

Deno.test("A program's report is found among what it prints", () => {
  assertEquals(programReport(["Report: there", "= values 1000 0.5 2.5", "= values 7", ""]), {
    seconds: 7,
    cpuSeconds: 0.5,
    peakBytes: 1000,
    measured: [2.5],
  });
  assertThrows(() => programReport(["nothing", "= values 7"]), Error, "without a word");
});
