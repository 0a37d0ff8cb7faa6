import { assertEquals } from "@std/assert";
import { runStartSuite } from "./start_suite.ts";

const options = { quick: true, onProgress: () => {}, count: () => Promise.resolve(3) };

Deno.test("Starts have what the program measured, or else its whole time, and the modules of their workers", async () => {
  const { starts, absent } = await runStartSuite({
    ...options,
    time: ({ title }) =>
      Promise.resolve({
        seconds: 4,
        cpuSeconds: 2,
        peakBytes: 1,
        measured: title.startsWith("A worker") ? [0.5, 0.25] : [],
      }),
  });
  assertEquals(absent, []);
  assertEquals(new Set(starts.map(({ title }) => title)).size, 7);
  for (const { title, modules, seconds, cpuSeconds } of starts) {
    assertEquals(modules, title.includes("compare") ? 6 : 3);
    assertEquals([seconds, cpuSeconds], title.startsWith("A worker") ? [0.5, 0.25] : [4, 2]);
  }
});

Deno.test("A start that fails is named with the reason", async () => {
  const { starts, absent } = await runStartSuite({
    ...options,
    time: () => Promise.reject(new Error("no library")),
  });
  assertEquals(starts, []);
  assertEquals(absent.map(({ reason }) => reason), Array(7).fill("no library"));
});
