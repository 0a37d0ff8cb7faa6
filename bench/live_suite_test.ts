import { assertAlmostEquals, assertEquals } from "@std/assert";
import { runLiveSuite } from "./live_suite.ts";
import type { TimedProgram } from "./time_program.ts";

Deno.test("A live page costs the median of what it costs in pairs, whose order alternates", async () => {
  const asked: string[] = [];
  let drift = 1;
  const time = ({ args }: TimedProgram) => {
    const mode = args.at(-2)!;
    asked.push(mode);
    drift += 0.01;
    const seconds = drift * (mode === "page" ? 1.01 : 1);
    return Promise.resolve({
      seconds: 9,
      cpuSeconds: 9,
      peakBytes: 1,
      measured: [seconds, 2 * seconds],
    });
  };
  const { ratios, absent } = await runLiveSuite({ quick: false, onProgress: () => {}, time });
  assertEquals(absent, []);
  assertEquals(asked.slice(0, 5), ["alone", "alone", "page", "page", "alone"]);
  assertEquals(ratios.length, 2);
  for (const { value } of ratios) assertAlmostEquals(value, 1.01, 0.01);
});

Deno.test("A live page that cannot be measured is named with the reason", async () => {
  const time = () => Promise.reject(new Error("no port"));
  const { ratios, absent } = await runLiveSuite({ quick: true, onProgress: () => {}, time });
  assertEquals([ratios, absent.map(({ reason }) => reason)], [[], ["no port"]]);
});
