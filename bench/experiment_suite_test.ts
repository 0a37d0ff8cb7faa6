import { assertEquals } from "@std/assert";
import { runExperimentSuite } from "./experiment_suite.ts";
import type { TimedProgram } from "./time_program.ts";

Deno.test("Experiments are timed with a native library and without, in pairs whose order alternates", async () => {
  const asked: string[] = [];
  const time = ({ args }: TimedProgram) => {
    const native = args.at(-1)!;
    asked.push(native);
    return Promise.resolve({ seconds: native === "auto" ? 6 : 8, peakBytes: 5, measured: [] });
  };
  const { programs, ratios, absent } = await runExperimentSuite({
    ...{ quick: false, onProgress: () => {}, time },
  });
  assertEquals(absent, []);
  assertEquals(asked.slice(0, 6), ["none", "auto", "auto", "none", "none", "auto"]);
  assertEquals(programs.map(({ seconds }) => seconds), [8, 6, 8, 6, 8, 6, 8, 6]);
  assertEquals(ratios.map(({ value }) => value), [0.75, 0.75, 0.75, 0.75]);
});

Deno.test("An experiment that fails, or takes too long, is named, and the others stay", async () => {
  const time = ({ args }: TimedProgram) =>
    args.includes("conv-net")
      ? Promise.reject(new Error("it took longer than 240 s"))
      : Promise.resolve({ seconds: 1, peakBytes: 1, measured: [] });
  const { ratios, absent } = await runExperimentSuite({
    ...{ quick: true, onProgress: () => {}, time },
  });
  assertEquals(ratios.length, 3);
  assertEquals(absent.map(({ reason }) => reason), ["it took longer than 240 s"]);
});
