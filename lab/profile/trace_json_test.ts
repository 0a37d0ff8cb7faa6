import { assertEquals } from "@std/assert";
import { traceJson } from "./trace_json.ts";

Deno.test("Each profile is a named row of complete events", () => {
  const profile = (title: string) => ({
    title,
    steps: 1,
    examples: 1,
    seconds: 1,
    parts: [],
    threads: 1,
    matmul: "wasm 0.1.0",
    peak: 1,
    events: [{ name: `${title} data`, start: 1.5, duration: 0.25 }],
  });
  const { traceEvents } = JSON.parse(traceJson([profile("SGD"), profile("Adam")]));
  assertEquals(traceEvents, [
    { name: "thread_name", ph: "M", args: { name: "SGD" }, pid: 1, tid: 1 },
    { name: "SGD data", ph: "X", ts: 1.5, dur: 0.25, pid: 1, tid: 1 },
    { name: "thread_name", ph: "M", args: { name: "Adam" }, pid: 1, tid: 2 },
    { name: "Adam data", ph: "X", ts: 1.5, dur: 0.25, pid: 1, tid: 2 },
  ]);
});
